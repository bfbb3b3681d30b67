package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.ElementwiseKernel;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.ReductionKernel;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;
import java.util.Arrays;

/** Kernels of one's own: methods with parallel loops, functions of elements, folds, and work items that share memory. */
public final class Ex09Kernels {
    private Ex09Kernels() {}

    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    /** How often z*z + c is taken before it leaves the circle of radius 2. */
    static int escape(double re, double im, int most) {
        double x = 0;
        double y = 0;
        int n = 0;
        while (n < most && x * x + y * y <= 4) {
            double t = x * x - y * y + re;
            y = 2 * x * y + im;
            x = t;
            n++;
        }
        return n;
    }

    /** Each group of 64 work items adds up 64 elements. */
    static void groupSums(KernelContext c, int[] x, int[] sums) {
        int[] own = c.sharedInts(64);
        int k = c.localId(0);
        own[k] = c.globalId(0) < x.length ? x[c.globalId(0)] : 0;
        for (int step = 32; step > 0; step /= 2) {
            c.barrier();
            if (k < step) {
                own[k] += own[k + step];
            }
        }
        if (k == 0) {
            sums[c.groupId(0)] = own[0];
        }
    }

    public static void main(String[] args) {
        // Java arrays are changed in place; arrays of the library may be views
        float[] y = {1, 1, 1};
        Kernel saxpy = Kernel.of(Ex09Kernels::saxpy);
        saxpy.run(2f, new float[] {1, 2, 3}, y);
        System.out.println("saxpy     " + Arrays.toString(y));
        NDArray table = zeros(float32, 3, 4);
        saxpy.run(1f, ones(float32, 3), table.get(":, 1"));
        System.out.println("a column  " + table.sum(0));

        // functions of elements broadcast, and are part of the expression they are in
        ElementwiseKernel escape = ElementwiseKernel.method(Ex09Kernels::escape);
        NDArray steps =
                escape.call(linspace(-2, 0.5, 51), linspace(-1.2, 1.2, 25).reshape(25, 1), 100);
        for (int row = 0; row < 25; row += 2) {
            StringBuilder line = new StringBuilder();
            for (double n : steps.get(row).toDoubleArray()) {
                line.append(n >= 100 ? '#' : n > 6 ? '+' : n > 3 ? '.' : ' ');
            }
            System.out.println(line);
        }
        ReductionKernel distance = ReductionKernel.sum(vectorize((double a, double b) -> (a - b) * (a - b)));
        System.out.println("distance  " + distance.call(axis(0), arange(6).reshape(3, 2), 1));

        // work items in groups; asJava() runs them in the debugger, one at a time
        int[] sums = new int[4];
        Kernel.Launch launch = Kernel.of(Ex09Kernels::groupSums).items(200).block(64);
        launch.run(arange(200).astype(int32), sums);
        int[] again = new int[4];
        launch.asJava().run(arange(200).astype(int32), again);
        System.out.println("groups    " + Arrays.toString(sums) + ", as Java the same: " + Arrays.equals(sums, again));
    }
}
