package io.github.tornadoarrays.examples;

/** Holds the place of the demo until it is written. */
public final class Demo {
    private Demo() {}

    /** Says that there is nothing to show yet. */
    public static void main(String[] args) {
        System.out.println("demo: not written yet; arguments: " + String.join(" ", args));
    }
}
