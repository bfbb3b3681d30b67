package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What differs between the languages that look like C. Names of functions that are alike in meaning are OpenCL's; another
 * dialect's {@code prologue} defines them.
 *
 * @param name the language, for people
 * @param prologue what every program starts with
 * @param float64 what a program that uses float64 starts with
 * @param atomics64 what a program that uses atomic operations on 64-bit integers starts with
 * @param types the C type of each scalar type, as it is computed with
 * @param longSuffix what follows a literal of 64 bits
 * @param kernel what comes before a kernel's name
 * @param start what a kernel starts with
 * @param function what comes before another function's type
 * @param global what comes before the type of what a pointer into device memory points to
 * @param shared the same for memory of a group
 * @param ids what gives the numbers of a work item, by kind, given the dimension as a number and as a letter
 * @param written functions that programs bring along: those of float32 whose own are slower, hypot of float64 where that overflows
 * @param vectors whether loops that work items leave at different times are faster as vectors
 */
public record Dialect(
        String name,
        String prologue,
        String float64,
        String atomics64,
        Map<DType, String> types,
        String longSuffix,
        String kernel,
        String start,
        String function,
        String global,
        String shared,
        Map<Expr.IdKind, String> ids,
        Set<Op> written,
        boolean vectors) {

    public static final Dialect OPENCL = new Dialect(
            "OpenCL C",
            """
            #pragma OPENCL FP_CONTRACT OFF
            """,
            """
            #ifdef cl_khr_fp64
            #pragma OPENCL EXTENSION cl_khr_fp64 : enable
            #endif
            """,
            """
            #pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable
            """,
            Map.ofEntries(
                    Map.entry(DType.BOOL, "uchar"),
                    Map.entry(DType.INT8, "char"),
                    Map.entry(DType.INT16, "short"),
                    Map.entry(DType.INT32, "int"),
                    Map.entry(DType.INT64, "long"),
                    Map.entry(DType.UINT8, "uchar"),
                    Map.entry(DType.UINT16, "ushort"),
                    Map.entry(DType.UINT32, "uint"),
                    Map.entry(DType.UINT64, "ulong"),
                    Map.entry(DType.FLOAT16, "float"),
                    Map.entry(DType.BFLOAT16, "float"),
                    Map.entry(DType.FLOAT32, "float"),
                    Map.entry(DType.FLOAT64, "double")),
            "L",
            "kernel void ",
            "",
            "static inline ",
            "global ",
            "local ",
            Map.of(
                    Expr.IdKind.GLOBAL, "(int)get_global_id(%1$d)",
                    Expr.IdKind.LOCAL, "(int)get_local_id(%1$d)",
                    Expr.IdKind.GROUP, "(int)get_group_id(%1$d)",
                    Expr.IdKind.GLOBAL_SIZE, "(int)get_global_size(%1$d)",
                    Expr.IdKind.LOCAL_SIZE, "(int)get_local_size(%1$d)",
                    Expr.IdKind.GROUPS, "(int)get_num_groups(%1$d)"),
            Set.of(Op.SIN, Op.COS, Op.ERFC),
            false);

    /** For processors, whose compilers make vectors of work items that call nothing and all go the same way. */
    public static final Dialect OPENCL_FOR_PROCESSORS = new Dialect(
            OPENCL.name,
            OPENCL.prologue,
            OPENCL.float64,
            OPENCL.atomics64,
            OPENCL.types,
            OPENCL.longSuffix,
            OPENCL.kernel,
            OPENCL.start,
            OPENCL.function,
            OPENCL.global,
            OPENCL.shared,
            OPENCL.ids,
            Set.of(Op.SIN, Op.COS, Op.EXP, Op.LOG, Op.ERFC),
            true);

    public static final Dialect CUDA = new Dialect(
            "CUDA C++",
            """
            #define as_int(x) __float_as_int(x)
            #define as_uint(x) __float_as_uint(x)
            #define as_long(x) __double_as_longlong(x)
            #define as_ulong(x) ((unsigned long long)__double_as_longlong(x))
            #define as_float(x) __uint_as_float((unsigned int)(x))
            #define as_double(x) __longlong_as_double((long long)(x))
            #define barrier(fence) __syncthreads()
            #if __CUDA_ARCH__ >= 900
            #define wait_for_kernels_before() asm volatile("griddepcontrol.wait;" ::: "memory")
            #else
            #define wait_for_kernels_before()
            #endif
            #ifndef INFINITY
            #define INFINITY __int_as_float(0x7f800000)
            #endif
            #ifndef NAN
            #define NAN __int_as_float(0x7fc00000)
            #endif
            """,
            "",
            "",
            Map.ofEntries(
                    Map.entry(DType.BOOL, "unsigned char"),
                    Map.entry(DType.INT8, "signed char"),
                    Map.entry(DType.INT16, "short"),
                    Map.entry(DType.INT32, "int"),
                    Map.entry(DType.INT64, "long long"),
                    Map.entry(DType.UINT8, "unsigned char"),
                    Map.entry(DType.UINT16, "unsigned short"),
                    Map.entry(DType.UINT32, "unsigned int"),
                    Map.entry(DType.UINT64, "unsigned long long"),
                    Map.entry(DType.FLOAT16, "float"),
                    Map.entry(DType.BFLOAT16, "float"),
                    Map.entry(DType.FLOAT32, "float"),
                    Map.entry(DType.FLOAT64, "double")),
            "LL",
            "extern \"C\" __global__ void ",
            "  wait_for_kernels_before();\n",
            "static __device__ __forceinline__ ",
            "",
            "__shared__ ",
            Map.of(
                    Expr.IdKind.GLOBAL, "(int)(blockIdx.%2$s * blockDim.%2$s + threadIdx.%2$s)",
                    Expr.IdKind.LOCAL, "(int)threadIdx.%2$s",
                    Expr.IdKind.GROUP, "(int)blockIdx.%2$s",
                    Expr.IdKind.GLOBAL_SIZE, "(int)(gridDim.%2$s * blockDim.%2$s)",
                    Expr.IdKind.LOCAL_SIZE, "(int)blockDim.%2$s",
                    Expr.IdKind.GROUPS, "(int)gridDim.%2$s"),
            Set.of(Op.SIN, Op.COS, Op.ERFC, Op.HYPOT),
            false);

    /** The type by which so many bytes can be stored past the caches; empty where they can't. */
    String streamed(int bytes) {
        if (isOpenCl()) {
            return "";
        }
        return switch (bytes) {
            case 4 -> "int";
            case 8 -> "int2";
            case 16 -> "int4";
            default -> "";
        };
    }

    /** What says before a kernel's name that its groups have one size, of up to three dimensions. */
    String groups(long[] group) {
        if (isOpenCl()) {
            long[] three = LongStream.concat(LongStream.of(group), LongStream.of(1, 1))
                    .limit(3)
                    .toArray();
            return "__attribute__((reqd_work_group_size(%d, %d, %d)))".formatted(three[0], three[1], three[2]);
        }
        return "__launch_bounds__(" + LongStream.of(group).reduce(1, (a, b) -> a * b) + ")";
    }

    boolean isOpenCl() {
        return name.equals(OPENCL.name);
    }

    /** The C type that values of a type are computed in. */
    String type(DType t) {
        return types.get(t);
    }

    /** The C type of the elements of a buffer in device memory. */
    String memory(DType t) {
        return switch (t) {
            case FLOAT16, BFLOAT16 -> types.get(DType.UINT16);
            default -> types.get(t);
        };
    }

    /** The unsigned C type as wide as an integer type, but at least 32 bits: in it, overflow wraps around. */
    String wrapping(DType t) {
        return types.get(t.bits() == 64 ? DType.UINT64 : DType.UINT32);
    }

    String id(Expr.Id id) {
        return ids.get(id.kind()).formatted(id.dimension(), "xyz".substring(id.dimension(), id.dimension() + 1));
    }
}
