package io.github.tornadoarrays.engine.cpu;

/** How a stored complex matrix enters a product. */
public enum Transpose {
    /** As it is. */
    NO,
    /** Rows and columns exchanged. */
    YES,
    /** Rows and columns exchanged, elements conjugated. */
    CONJUGATE;

    int code() {
        return switch (this) {
            case NO -> OpenBlas.NO_TRANSPOSE;
            case YES -> OpenBlas.TRANSPOSE;
            case CONJUGATE -> OpenBlas.CONJUGATE_TRANSPOSE;
        };
    }

    static Transpose of(boolean transpose) {
        return transpose ? YES : NO;
    }
}
