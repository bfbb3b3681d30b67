package io.github.tornadoarrays.emit.c;

/**
 * The complementary error function of float32 without a branch, off by at most 4.6 units in the last place, also where it is tiny: the one of graphics cards' library
 * is as good and takes a third more instructions, with which Black-Scholes no longer is as fast as memory.
 *
 * <p>For a = |x| it is exp(-a²) k Q(k) with k = 1/(1 + a/2), as erfc(a) exp(a²) falls like 1/a; Q is minimax for the relative error on [0, 10.2], 2e-8, in k - 1/2.
 * The reciprocal is mended for what 1 + a/2 was rounded by, as k counts twice where a is small, and exp(-a²) for what a² was rounded by.
 */
final class ErrorFunctions {
    private ErrorFunctions() {}

    static final String ERFC = """
            T NAME(T x) {
              T a = fabs(x);
              a = a > 10.5f ? 10.5f : a;
              T d = fma(0.5f, a, 1.0f), k;
            #ifdef __CUDA_ARCH__
              asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(k) : "f"(d));
            #else
              k = 1.0f / d;
            #endif
              k = fma(k, fma(-fma(0.5f, a, 1.0f - d), k, fma(-d, k, 1.0f)), k);
              T v = k - 0.5f;
              T p = fma(fma(1.168396790e-02f, v, -6.749107689e-02f), v, 4.651049525e-02f);
              p = fma(fma(fma(p, v, 9.732261300e-02f), v, -1.029607505e-01f), v, -1.720190942e-01f);
              p = fma(fma(fma(p, v, 1.457433701e-01f), v, 5.589429736e-01f), v, 6.871609092e-01f);
              p = fma(p, v, 5.107913613e-01f);
              T s = a * a, e = exp(-s);
              T y = fma(-fma(a, a, -s), e, e) * (p * k);
              return x < 0 ? 2.0f - y : y;
            }
            """;
}
