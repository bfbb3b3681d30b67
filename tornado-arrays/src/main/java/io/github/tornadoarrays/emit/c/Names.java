package io.github.tornadoarrays.emit.c;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of a kernel as C takes them: no word of the language, nothing that a program calls, no two alike. */
final class Names {
    private static final Set<String> TAKEN = new HashSet<>(Arrays.asList(("""
            auto break case char const continue default do double else enum extern float for goto if inline int long register restrict
            return short signed sizeof static struct switch typedef union unsigned void volatile while bool true false class new delete
            this template typename namespace using public private protected virtual operator friend try catch throw explicit export
            mutable asm and or xor not bitand bitor compl and_eq or_eq xor_eq not_eq nullptr constexpr decltype noexcept auto wchar_t
            half uchar ushort uint ulong size_t ptrdiff_t intptr_t uintptr_t event_t sampler_t queue_t
            global local constant kernel generic pipe read_only write_only read_write
            INFINITY NAN M_PI M_E NULL main uniform pixel vector complex imaginary quad vec_step
            sqrt cbrt erf erfc exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh atan2 hypot
            fmod floor ceil trunc rint fabs copysign nextafter fma pow popcount clz barrier fail fault check
            as_int as_uint as_long as_ulong as_float as_double vload_half vstore_half_rte
            threadIdx blockIdx blockDim gridDim warpSize linux unix""").split("\\s+")));

    /** Names of helpers and of OpenCL's vector types and functions. */
    private static final Pattern MADE = Pattern.compile(
            ".*_(b|i\\d+|u\\d+|bf16|f\\d+)(_shared)?|(u?char|u?short|u?int|u?long|float|double|half)\\d+"
                    + "|(get|atomic|atom|convert|cl|CL)_.*|__.*|.*_end|.*_next|k_.*");

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /** The C name of a name of the kernel's. */
    String of(String name) {
        return given.computeIfAbsent(name, n -> unused(legal(n)));
    }

    private String unused(String name) {
        String c = TAKEN.contains(name) || MADE.matcher(name).matches() ? name + "_" : name;
        while (!used.add(c)) {
            c += "_";
        }
        return c;
    }

    /** A kernel's name: what people read, after letters that no other name starts with. */
    static String entry(String name) {
        return "k_" + legal(name);
    }

    private static String legal(String name) {
        String s = name.replaceAll("[^A-Za-z0-9_]", "_");
        return s.isEmpty() || Character.isDigit(s.charAt(0)) ? "v" + s : s;
    }
}
