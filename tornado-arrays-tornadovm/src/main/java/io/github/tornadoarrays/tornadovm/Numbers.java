package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.runtime.common.XPUDeviceBufferState;

/** The float arguments of one kernel in the device's memory. They are only written again when they change. Used on the device's thread. */
final class Numbers {
    private final VmDevice device;
    private final boolean single;
    private final long[] bits;
    private final MemorySegment host;
    private @Nullable XPUDeviceBufferState memory;
    private boolean changed = true;

    Numbers(VmDevice device, int count, DType type) {
        this.device = device;
        single = type == DType.FLOAT32;
        bits = new long[count];
        host = Arena.ofAuto().allocate(Math.max(1, count) * (long) Double.BYTES, Double.BYTES);
    }

    boolean isEmpty() {
        return bits.length == 0;
    }

    /** @param value the bits of a double */
    void set(int k, long value) {
        changed |= bits[k] != value;
        bits[k] = value;
    }

    /** The handle of memory with the numbers. */
    long written() {
        XPUDeviceBufferState m = memory;
        if (m == null) {
            m = device.allocateThere(host.byteSize());
            memory = m;
        }
        long handle = m.getXPUBuffer().toBuffer();
        if (changed) {
            for (int k = 0; k < bits.length; k++) {
                double x = Double.longBitsToDouble(bits[k]);
                if (single) {
                    host.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) x);
                } else {
                    host.setAtIndex(ValueLayout.JAVA_DOUBLE, k, x);
                }
            }
            device.writeThere(host, handle, 0, bits.length * (single ? (long) Float.BYTES : Double.BYTES));
            changed = false;
        }
        return handle;
    }
}
