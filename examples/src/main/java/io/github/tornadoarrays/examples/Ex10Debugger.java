package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.kernel.Parallel;
import java.util.Arrays;

/** One method, in the debugger and on the device. */
public final class Ex10Debugger {
    private Ex10Debugger() {}

    /** A breakpoint here stops in {@code asJava()}, with the variables of one iteration. */
    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    public static void main(String[] args) {
        Kernel kernel = Kernel.of(Ex10Debugger::saxpy);
        float[] x = {1, 2, 3, 4, 5};
        float[] stepped = {10, 20, 30, 40, 50};
        float[] computed = stepped.clone();

        // the method itself, on this thread; -Dtornado.arrays.debug=java does so for every kernel
        kernel.asJava().run(2f, x, stepped);

        // what was made of its bytecode, on the current device
        kernel.run(2f, x, computed);
        System.out.println(Arrays.toString(computed) + ", equal: " + Arrays.equals(stepped, computed));

        // a mistake has the line that it was made in
        try {
            kernel.asJava().run(2f, new float[3], new float[5]);
        } catch (RuntimeException e) {
            System.out.println("stopped in " + where(e));
        }

        // arrays of the library stay on their device from kernel to kernel, and are arguments of its functions
        NDArray far = arange(6).astype(float32);
        NDArray sum = ones(float32, 6);
        kernel.run(0.5f, far, sum);
        kernel.run(0.5f, far, sum);
        System.out.println(sum + ", mean " + sum.mean().item());
    }

    /** The innermost frame of this class. */
    private static String where(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            for (StackTraceElement frame : t.getStackTrace()) {
                if (frame.getClassName().equals(Ex10Debugger.class.getName())
                        && !frame.getMethodName().equals("main")) {
                    return frame.getMethodName() + ", " + frame.getFileName();
                }
            }
        }
        return "no method of this class";
    }
}
