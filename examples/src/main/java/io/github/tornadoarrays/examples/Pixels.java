package io.github.tornadoarrays.examples;

import io.github.tornadoarrays.NDArray;

/** A picture as plain Java sees it: red, green, blue, pixel by pixel, row by row. */
record Pixels(int height, int width, byte[] data) {
    static Pixels of(NDArray picture) {
        return new Pixels((int) picture.shape(0), (int) picture.shape(1), picture.toByteArray());
    }

    Pixels(int height, int width) {
        this(height, width, new byte[height * width * 3]);
    }

    int get(int y, int x, int channel) {
        return data[(y * width + x) * 3 + channel] & 0xff;
    }

    void set(int y, int x, int channel, double value) {
        data[(y * width + x) * 3 + channel] = (byte) Math.clamp(value, 0, 255);
    }

    /** The largest difference of two values; 256 where sizes differ. */
    int difference(Pixels other) {
        if (height != other.height || width != other.width) {
            return 256;
        }
        int worst = 0;
        for (int i = 0; i < data.length; i++) {
            worst = Math.max(worst, Math.abs((data[i] & 0xff) - (other.data[i] & 0xff)));
        }
        return worst;
    }
}
