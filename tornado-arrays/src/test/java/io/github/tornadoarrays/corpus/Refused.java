package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Methods that are no kernels, each with a part of what has to be said of it. */
@SuppressWarnings("unused")
final class Refused {
    /** Part of the message: what is wrong, where it is not the whole method, the line it names, and what to do instead. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Says {
        String value();

        String instead();

        /** The number of lines from the method's head to the line that is named; -1 where any will do. */
        int line() default -1;
    }

    private Refused() {}

    private static int counter;
    private static final int[] TABLE = {1, 2, 3};
    private static final String WORD = "word";

    record Named(String name, int value) {}

    record Point(float x, float y) {}

    // ---- the method

    @Says(value = "the kernel returns a value", instead = "return void and write into an array parameter")
    static int returns(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i]++;
        }
        return 1;
    }

    @Says(value = "the method is not static", instead = "make it static and pass what it needs")
    void instance(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i]++;
        }
    }

    @Says(value = "the method has no code", instead = "a kernel is a static method with a body")
    static native void noBody(int[] x);

    @Says(value = "the method is synchronized", instead = "kernels share nothing with other threads")
    static synchronized void locked(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i]++;
        }
    }

    @Says(value = "no loop is @Parallel", instead = "write for (@Parallel int i = 0; i < n; i++)")
    static void sequential(int[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i]++;
        }
    }

    @Says(value = "try and catch can't be in a kernel", instead = "test for the error before")
    static void catches(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            try {
                x[i] = 1 / x[i];
            } catch (ArithmeticException e) {
                x[i] = 0;
            }
        }
    }

    // ---- parameters

    @Says(value = "the parameter words is a java.lang.String[]", instead = "parameters are primitives, arrays of")
    static void strings(String[] words, int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = i;
        }
    }

    @Says(value = "the parameter x is a int[][][]", instead = "parameters are primitives, arrays of primitives")
    static void threeDimensions(int[][][] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i][0][0] = i;
        }
    }

    @Says(value = "the parameter x is a java.util.List", instead = "parameters are primitives, arrays of primitives")
    static void list(List<Integer> x, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            x.set(i, i);
        }
    }

    @Says(
            value = "the component name of the record named is a java.lang.String",
            instead = "records of primitives can be passed")
    static void recordOfObjects(Named named, int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = named.value();
        }
    }

    @Says(value = "the KernelContext c is parameter 1", instead = "make it the first parameter")
    static void contextLast(int[] x, KernelContext c) {
        x[c.globalId(0)] = 1;
    }

    // ---- parallel loops

    @Says(
            value = "i, the variable of a @Parallel loop, is assigned in the loop's body",
            instead = "use another variable in the body",
            line = 3)
    static void assigned(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            if (x[i] > 3) {
                i++;
            }
        }
    }

    @Says(value = "is left before its end (break or return)", instead = "write continue, or leave @Parallel out")
    static void breaks(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            if (x[i] > 3) {
                break;
            }
            x[i] = i;
        }
    }

    @Says(value = "is left before its end (break or return)", instead = "write continue, or leave @Parallel out")
    static void returnsEarly(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            if (x[i] > 3) {
                return;
            }
            x[i] = i;
        }
    }

    @Says(value = "counts down", instead = "count up, and use n - 1 - i in the body")
    static void countsDown(int[] x) {
        for (@Parallel int i = 100; i > 0; i--) {
            x[i] = i;
        }
    }

    @Says(value = "is not i < n or i <= n", instead = "write it so")
    static void conditionOfOther(int[] x, int n) {
        for (@Parallel int i = 0; i * i < n; i++) {
            x[i] = i;
        }
    }

    @Says(value = "the step of", instead = "write i++ or i += 2, and multiply in the body")
    static void stepVaries(int[] x, int step) {
        for (@Parallel int i = 0; i < x.length; i += step) {
            x[i] = i;
        }
    }

    @Says(
            value = "can't be computed from the parameters before the kernel starts",
            instead = "use int parameters and array lengths")
    static void endFromElement(int[] x) {
        for (@Parallel int i = 0; i < x[0]; i++) {
            x[i + 1] = i;
        }
    }

    @Says(value = "i is a int64", instead = "make it an int")
    static void longVariable(int[] x, long n) {
        for (@Parallel long i = 0; i < n; i++) {
            x[(int) i] = 1;
        }
    }

    @Says(value = "k is @Parallel, but no loop counts with it", instead = "write for (@Parallel int i = 0; i < n; i++)")
    static void marksNoLoop(int[] x) {
        @Parallel int k = 5;
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = k;
        }
    }

    @Says(
            value = "sum is carried from one iteration of",
            instead = "declare it inside the loop, mark it @Reduce, or leave @Parallel out")
    static void carried(int[] x) {
        int sum = 0;
        for (@Parallel int i = 0; i < x.length; i++) {
            sum += x[i];
            x[i] = sum;
        }
    }

    @Says(value = "i, the variable of", instead = "declare it in the for statement")
    static void usedBehind(int[] x) {
        @Parallel int i;
        for (i = 0; i < x.length - 1; i++) {
            x[i] = i;
        }
        x[i] = 7;
    }

    // ---- what is in the body

    @Says(value = "an object is made: new java.util.ArrayList", instead = "use primitives, or a record", line = 2)
    static void makesObject(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = new ArrayList<Integer>().size();
        }
    }

    @Says(value = "the static field counter is written", instead = "write into an array parameter")
    static void writesStatic(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            counter = x[i];
        }
    }

    @Says(value = "the static field counter is not final", instead = "make it final, or pass its value", line = 2)
    static void readsStatic(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = counter;
        }
    }

    @Says(value = "the static field TABLE is an array", instead = "pass it as a parameter")
    static void readsTable(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = TABLE[i % 3];
        }
    }

    @Says(value = "strings are joined", instead = "kernels know no strings")
    static void joins(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = ("" + x[i]).length();
        }
    }

    @Says(value = "a string", instead = "kernels know primitives")
    static void word(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = WORD.charAt(0);
        }
    }

    @Says(value = "a lambda or method reference", instead = "call a static method by its name")
    static void lambda(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            IntUnaryOperator f = v -> v + 1;
            x[i] = f.applyAsInt(x[i]);
        }
    }

    @Says(value = "a method of an object is called", instead = "call a static method, or a method of a record")
    static void callsInstance(KernelContext c, int[] x) {
        x[c.globalId(0)] = c.hashCode();
    }

    @Says(value = "System.nanoTime can't be called in a kernel", instead = "", line = 2)
    static void time(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = (int) System.nanoTime();
        }
    }

    @Says(value = "Refused.factorial calls itself", instead = "write the recursion as a loop")
    static void recursion(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = factorial(x[i]);
        }
    }

    private static int factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    @Says(value = "an exception is thrown", instead = "write a value that marks the error", line = 3)
    static void throwing(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            if (x[i] < 0) {
                throw new IllegalStateException();
            }
        }
    }

    @Says(value = "synchronized", instead = "use the atomics and barriers of KernelContext")
    static void monitor(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            synchronized (x) {
                x[0] += i;
            }
        }
    }

    @Says(value = "a comparison with null", instead = "an argument of a kernel is never null")
    static void againstNull(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = x == null ? 1 : 2;
        }
    }

    @Says(value = "a comparison of references", instead = "pass the answer as a boolean parameter")
    static void same(int[] x, int[] y) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = x == y ? 1 : 2;
        }
    }

    @Says(value = "an array is made whose length is not a constant", instead = "give it a constant length", line = 2)
    static void arrayOfAnyLength(int[] x, int n) {
        for (@Parallel int i = 0; i < x.length; i++) {
            int[] own = new int[n];
            own[0] = i;
            x[i] = own[0];
        }
    }

    @Says(value = "an array of 1000000 elements is made", instead = "each iteration has its own", line = 2)
    static void hugeArray(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            int[] own = new int[1_000_000];
            own[0] = i;
            x[i] = own[0];
        }
    }

    @Says(value = "an array of objects is made", instead = "use an array of a primitive type")
    static void arrayOfObjects(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = new Point[3].length;
        }
    }

    @Says(value = "an array of 3 dimensions is made", instead = "make it with two")
    static void madeOfThree(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            int[][][] own = new int[2][2][2];
            x[i] = own[0][0][0];
        }
    }

    @Says(value = "a row of x is replaced", instead = "write its elements one by one")
    static void replacesRow(int[][] x) {
        for (@Parallel int i = 1; i < x.length; i++) {
            x[i] = x[0];
        }
    }

    @Says(value = "an expression is one of", instead = "choose between elements, not between arrays or objects")
    static void chooses(int[] x, int[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = (i % 2 == 0 ? x : y)[i];
        }
    }

    @Says(value = "a variable holds", instead = "give each a variable of its own")
    static void swaps(int[] x, int[] y, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int[] from = x;
            if (i % 2 == 0) {
                from = y;
            }
            out[i] = from[i];
        }
    }

    @Says(value = "instanceof", instead = "use primitives")
    static void tests(int[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            Object o = x;
            x[i] = o instanceof int[] ? 1 : 0;
        }
    }

    // ---- groups

    @Says(value = "the length of a shared array is not a constant above 0", instead = "write the number", line = 1)
    static void sharedOfAnyLength(KernelContext c, int[] x) {
        int[] shared = c.sharedInts(x.length);
        shared[0] = 1;
        x[0] = shared[0];
    }

    @Says(value = "is not 0, 1 or 2", instead = "write the number", line = 1)
    static void fourthDimension(KernelContext c, int[] x) {
        x[c.globalId(3)] = 1;
    }
}
