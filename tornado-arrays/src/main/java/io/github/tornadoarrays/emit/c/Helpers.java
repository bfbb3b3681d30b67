package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.AtomicOp;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The functions that a program needs where C has none that does what the operation says: each is written once, before the
 * kernel.
 */
final class Helpers {
    private final Dialect dialect;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private boolean float64;
    private boolean atomics64;

    Helpers(Dialect dialect) {
        this.dialect = dialect;
    }

    /** All functions that were asked for, those that others need first. */
    String text() {
        return String.join("", texts.values());
    }

    void noteFloat64() {
        float64 = true;
    }

    boolean usesFloat64() {
        return float64;
    }

    boolean usesAtomics64() {
        return atomics64;
    }

    /** The type of values that lie next to each other in memory, which moves them at once. */
    String vector(DType t, int width) {
        String name = "vec" + width + "_" + tag(t);
        int bytes = width * t.itemSize();
        texts.computeIfAbsent(
                name,
                _ -> dialect.isOpenCl()
                        ? "typedef struct __attribute__((aligned(" + bytes + "))) { " + dialect.memory(t) + " v["
                                + width + "]; } " + name + ";\n"
                        : "struct __align__(" + bytes + ") " + name + " { " + dialect.memory(t) + " v[" + width
                                + "]; };\n");
        return name;
    }

    /** A type in a function's name. */
    static String tag(DType t) {
        return switch (t.kind()) {
            case BOOL -> "b";
            case SIGNED -> "i" + t.bits();
            case UNSIGNED -> "u" + t.bits();
            case FLOAT -> t == DType.BFLOAT16 ? "bf16" : "f" + t.bits();
            case COMPLEX -> throw new IllegalArgumentException("a scalar of type " + t);
        };
    }

    /**
     * The name of a function for a type, which is written if it hasn't been.
     *
     * @param template its text; T stands for the type, U for the unsigned type that wraps around, W for that type as signed,
     *     NAME for the name, BITS for the width
     */
    private String of(String name, DType t, String template) {
        String full = name + "_" + tag(t);
        if (!texts.containsKey(full)) {
            texts.put(full, dialect.function() + fill(template, full, t));
        }
        return full;
    }

    private String fill(String template, String name, DType t) {
        boolean wide = t.bits() == 64;
        return template.replaceAll("\\bT\\b", dialect.type(t))
                .replaceAll("\\bU\\b", dialect.wrapping(t))
                .replaceAll("\\bW\\b", dialect.type(wide ? DType.INT64 : DType.INT32))
                .replaceAll("\\bAS_W\\b", wide ? "as_long" : "as_int")
                .replaceAll("\\bAS_T\\b", wide ? "as_double" : "as_float")
                .replaceAll("\\bNAME\\b", name)
                .replaceAll("\\bBITS\\b", Integer.toString(t.bits()));
    }

    // ---- integers

    String divide(DType t) {
        return t.isSigned() ? of("div", t, """
                        T NAME(T a, T b) {
                          return b == -1 ? (T)(0 - (U)a) : b == 0 ? 0 : (T)(a / b);
                        }
                        """) : of("div", t, """
                        T NAME(T a, T b) {
                          return b == 0 ? 0 : (T)(a / b);
                        }
                        """);
    }

    String remainder(DType t) {
        return t.isSigned() ? of("rem", t, """
                        T NAME(T a, T b) {
                          return b == -1 || b == 0 ? 0 : (T)(a % b);
                        }
                        """) : of("rem", t, """
                        T NAME(T a, T b) {
                          return b == 0 ? 0 : (T)(a % b);
                        }
                        """);
    }

    String floorDivide(DType t) {
        if (t.isFloat()) {
            return of("floordiv", t, """
                    T NAME(T a, T b) {
                      if (b == 0) return a / b;
                      T mod = fmod(a, b);
                      T div = (a - mod) / b;
                      if (mod != 0 && (b < 0) != (mod < 0)) div -= 1;
                      if (div == 0) return copysign((T)0, a / b);
                      T down = floor(div);
                      return div - down > 0.5f ? down + 1 : down;
                    }
                    """);
        }
        if (!t.isSigned()) {
            return divide(t);
        }
        divide(t);
        return of("floordiv", t, """
                T NAME(T a, T b) {
                  T q = div_#(a, b);
                  return b != 0 && b != -1 && a % b != 0 && (a < 0) != (b < 0) ? (T)(q - 1) : q;
                }
                """.replace("#", tag(t)));
    }

    String modulo(DType t) {
        if (t.isFloat()) {
            return of("mod", t, """
                    T NAME(T a, T b) {
                      T mod = fmod(a, b);
                      if (b == 0) return mod;
                      if (mod == 0) return copysign((T)0, b);
                      return (b < 0) != (mod < 0) ? mod + b : mod;
                    }
                    """);
        }
        if (!t.isSigned()) {
            return remainder(t);
        }
        remainder(t);
        return of("mod", t, """
                T NAME(T a, T b) {
                  T r = rem_#(a, b);
                  return r != 0 && (r < 0) != (b < 0) ? (T)(r + b) : r;
                }
                """.replace("#", tag(t)));
    }

    /** The power; with a negative exponent of a signed type, a failure of the kernel's. */
    String power(DType t) {
        if (t.isFloat()) {
            return of("power", t, """
                    T NAME(T x, T y) {
                      return x == 1 || (x == -1 && fabs(y) == (T)INFINITY) ? (T)1 : pow(x, y);
                    }
                    """);
        }
        String loop = """
                  U result = 1, square = (U)x;
                  for (U e = (U)y; e != 0; e >>= 1) {
                    if (e & 1) result *= square;
                    square *= square;
                  }
                  return (T)result;
                }
                """;
        if (!t.isSigned()) {
            return of("power", t, "T NAME(T x, T y) {\n" + loop);
        }
        fail();
        return of(
                "power",
                t,
                "T NAME(T x, T y, " + faultType() + "fault, int check) {\n  if (y < 0) {\n"
                        + "    fail(fault, check, x, y, 0);\n    return 0;\n  }\n" + loop);
    }

    String absolute(DType t) {
        return of("abs", t, """
                T NAME(T x) {
                  return x < 0 ? (T)(0 - (U)x) : x;
                }
                """);
    }

    String sign(DType t) {
        return t.isFloat() ? of("sign", t, """
                        T NAME(T x) {
                          return x == 0 ? 0 : x != x ? x : copysign((T)1, x);
                        }
                        """) : of("sign", t, """
                        T NAME(T x) {
                          return (x > 0) - (x < 0);
                        }
                        """);
    }

    String shiftLeft(DType t) {
        return of("shl", t, """
                T NAME(T a, T b) {
                  return b >= 0 && b < BITS ? (T)((U)a << b) : 0;
                }
                """);
    }

    String shiftRight(DType t) {
        return of("shr", t, """
                T NAME(T a, T b) {
                  return b >= 0 && b < BITS ? (T)(a >> b) : REST;
                }
                """.replace("REST", t.isSigned() ? "a < 0 ? -1 : 0" : "0"));
    }

    // ---- floats

    String larger(DType t) {
        return t.isFloat() ? of("max", t, """
                        T NAME(T a, T b) {
                          return a == b ? AS_T(AS_W(a) & AS_W(b)) : a > b || a != a ? a : b;
                        }
                        """) : of("max", t, """
                        T NAME(T a, T b) {
                          return a > b ? a : b;
                        }
                        """);
    }

    String smaller(DType t) {
        return t.isFloat() ? of("min", t, """
                        T NAME(T a, T b) {
                          return a == b ? AS_T(AS_W(a) | AS_W(b)) : a < b || a != a ? a : b;
                        }
                        """) : of("min", t, """
                        T NAME(T a, T b) {
                          return a < b ? a : b;
                        }
                        """);
    }

    /** The sine of a float32 and so many quarter turns more. */
    String sine() {
        return new Angles(dialect, this).sine();
    }

    String exponential() {
        return of("exp", DType.FLOAT32, Logarithms.EXP);
    }

    String logarithm() {
        return of("log", DType.FLOAT32, Logarithms.LOG);
    }

    String complementaryError() {
        return of("erfc", DType.FLOAT32, ErrorFunctions.ERFC);
    }

    /** Of float64: scaled by a power of two where squares would be too large or too small. */
    String hypotenuse(DType t) {
        return of("hypot", t, """
                T NAME(T x, T y) {
                  T a = fabs(x), b = fabs(y);
                  if (a == (T)INFINITY || b == (T)INFINITY) return (T)INFINITY;
                  T most = a > b ? a : b;
                  T scale = most > 0x1p500 ? 0x1p-600 : most < 0x1p-500 ? 0x1p600 : 1.0;
                  a *= scale;
                  b *= scale;
                  return sqrt(fma(a, a, b * b)) * (1.0 / scale);
                }
                """);
    }

    String logaddexp(DType t) {
        return of("logaddexp", t, """
                T NAME(T x, T y) {
                  if (x == y) return x + LN2;
                  T d = x - y;
                  return d > 0 ? x + log1p(exp(-d)) : d <= 0 ? y + log1p(exp(d)) : d;
                }
                """.replace("LN2", t == DType.FLOAT64 ? "0.6931471805599453" : "0.6931472f"));
    }

    /** The 16-bit float next to another. */
    String next(DType t) {
        String bits = bits(t);
        String value = value(t);
        return of("next", t, """
                T NAME(T x, T y) {
                  if (x != x || y != y) return x + y;
                  if (x == y) return y;
                  if (x == 0) return copysign(VALUE(1), y);
                  return VALUE(BITS_OF(x) + ((x < y) == (x > 0) ? 1 : -1));
                }
                """.replace("VALUE", value).replace("BITS_OF", bits));
    }

    // ---- conversions

    /** A float as an integer of 32 or 64 bits: the nearest there is where it is too large, of NaN 0. */
    String saturate(DType from, DType to) {
        String name = "to_" + tag(to);
        boolean wide = to.bits() == 64;
        String lowest = wide ? "-9223372036854775807" + dialect.longSuffix() + " - 1" : "-2147483647 - 1";
        String highest = wide ? "9223372036854775807" + dialect.longSuffix() : "2147483647";
        return of(name, from == DType.FLOAT64 ? from : DType.FLOAT32, """
                RESULT NAME(T x) {
                  return x >= (T)LIMIT ? HIGHEST : x <= -(T)LIMIT ? LOWEST : x != x ? 0 : (RESULT)x;
                }
                """.replace("RESULT", dialect.type(to))
                .replace("LIMIT", wide ? "9223372036854775808.0f" : "2147483648.0f")
                .replace("HIGHEST", highest)
                .replace("LOWEST", lowest));
    }

    /** A float as uint64, as C's compilers do it. */
    String toUnsigned(DType from) {
        saturate(from, DType.INT64);
        return of("to_u64", from == DType.FLOAT64 ? from : DType.FLOAT32, """
                RESULT NAME(T x) {
                  return x >= (T)LIMIT ? (RESULT)TO_LONG(x - (T)LIMIT) ^ (RESULT)1 << 63 : (RESULT)TO_LONG(x);
                }
                """.replace(
                        "RESULT", dialect.type(DType.UINT64))
                .replace("TO_LONG", saturate(from, DType.INT64))
                .replace("LIMIT", "9223372036854775808.0f"));
    }

    /** The bits of a 16-bit float, given as float, rounded to nearest even. */
    String bits(DType t) {
        String half = dialect.type(DType.UINT16);
        return t == DType.FLOAT16
                ? of("bits", t, """
                        HALF NAME(float x) {
                          UINT sign = as_uint(x) >> 16 & 0x8000, a = as_uint(x) & 0x7fffffff;
                          if (a > 0x7f800000) return sign | 0x7e00;
                          if (a >= 0x477ff000) return sign | 0x7c00;
                          if (a < 0x38800000) return sign | (as_uint(as_float(a) + 0.5f) - 0x3f000000);
                          return sign | (a + 0xfff + (a >> 13 & 1) - 0x38000000) >> 13;
                        }
                        """.replace("HALF", half).replace("UINT", dialect.type(DType.UINT32)))
                : of("bits", t, """
                        HALF NAME(float x) {
                          UINT a = as_uint(x);
                          return x != x ? a >> 16 | 0x40 : a + 0x7fff + (a >> 16 & 1) >> 16;
                        }
                        """.replace("HALF", half).replace("UINT", dialect.type(DType.UINT32)));
    }

    /** A 16-bit float as float, given its bits. */
    String value(DType t) {
        String half = dialect.type(DType.UINT16);
        return t == DType.FLOAT16
                ? of("value", t, """
                        float NAME(HALF bits) {
                          UINT sign = (UINT)(bits & 0x8000) << 16, a = (UINT)(bits & 0x7fff) << 13;
                          float r = a >= 0x0f800000 ? as_float(a + 0x70000000)
                              : a < 0x00800000 ? as_float(a + 0x38800000) - as_float(0x38800000)
                              : as_float(a + 0x38000000);
                          return as_float(sign | as_uint(r));
                        }
                        """.replace("HALF", half).replace("UINT", dialect.type(DType.UINT32)))
                : of("value", t, """
                        float NAME(HALF bits) {
                          return as_float((UINT)bits << 16);
                        }
                        """.replace("HALF", half).replace("UINT", dialect.type(DType.UINT32)));
    }

    /** The 16-bit float nearest to a float, as float. */
    String round(DType t) {
        if (t == DType.FLOAT16 && dialect.isOpenCl()) {
            return of("round", t, """
                    float NAME(float x) {
                      ushort bits;
                      vstore_half_rte(x, 0, (half *)&bits);
                      return vload_half(0, (const half *)&bits);
                    }
                    """);
        }
        String bits = bits(t);
        String value = value(t);
        return of("round", t, """
                float NAME(float x) {
                  return VALUE(BITS(x));
                }
                """.replace("VALUE", value).replace("BITS(", bits + "("));
    }

    // ---- memory

    /** The values of memory at the indices of those lanes that count. */
    String gather(DType t) {
        return of("gather", t, """
                T16 NAME(global const T *p, int16 index, int16 mask) {
                  int at[16], on[16];
                  T value[16];
                  vstore16(index, 0, at);
                  vstore16(mask, 0, on);
                  for (int i = 0; i < 16; i++) value[i] = on[i] ? p[at[i]] : 0;
                  return vload16(0, value);
                }
                """.replace("T16", dialect.type(t) + "16"));
    }

    /** Writes values of those lanes that count to memory. */
    String scatter(DType t) {
        return of("scatter", t, """
                void NAME(global T *p, int16 index, T16 x, int16 mask) {
                  int at[16], on[16];
                  T value[16];
                  vstore16(index, 0, at);
                  vstore16(mask, 0, on);
                  vstore16(x, 0, value);
                  for (int i = 0; i < 16; i++) if (on[i]) p[at[i]] = value[i];
                }
                """.replace("T16", dialect.type(t) + "16"));
    }

    /** Stores neighbours, past the caches where they are many and start where that can be. */
    String stream(DType t) {
        return of("stream", t, """
                void NAME(global T *p, T16 x, int many) {
                #ifdef __has_builtin
                #if __has_builtin(__builtin_nontemporal_store)
                  if (many && ((size_t)p & 15) == 0) {
                    __builtin_nontemporal_store(x.s0123, (global T4 *)p);
                    __builtin_nontemporal_store(x.s4567, (global T4 *)(p + 4));
                    __builtin_nontemporal_store(x.s89ab, (global T4 *)(p + 8));
                    __builtin_nontemporal_store(x.scdef, (global T4 *)(p + 12));
                    return;
                  }
                #endif
                #endif
                  vstore16(x, 0, p);
                }
                """.replace("T16", dialect.type(t) + "16").replace("T4", dialect.type(t) + "4"));
    }

    private String faultType() {
        return dialect.global() + dialect.type(DType.INT64) + " *";
    }

    /** Writes down the first check that failed, with its values. */
    String fail() {
        texts.computeIfAbsent("fail", _ -> """
                FUNCTIONvoid fail(FAULT fault, int check, LONG a, LONG b, LONG c) {
                  if (CLAIM == 0) {
                    fault[1] = a;
                    fault[2] = b;
                    fault[3] = c;
                  }
                }
                """.replace("FUNCTION", dialect.function())
                .replace("FAULT ", faultType())
                .replace("LONG", dialect.type(DType.INT64))
                .replace(
                        "CLAIM",
                        dialect.isOpenCl()
                                ? "atomic_cmpxchg((volatile global int *)fault, 0, check)"
                                : "atomicCAS((int *)fault, 0, check)"));
        return "fail";
    }

    /** An atomic operation on memory of the device, or of a group. */
    String atomic(AtomicOp op, DType t, boolean shared) {
        return new Atomics(dialect, this).of(op, t, shared);
    }

    void noteAtomics64() {
        atomics64 = true;
    }

    /** A function of a given text, written if it hasn't been. */
    void put(String name, String text) {
        texts.putIfAbsent(name, text);
    }
}
