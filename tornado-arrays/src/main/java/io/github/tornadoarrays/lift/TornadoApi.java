package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The classes that kernels written for TornadoVM use, known by their names: the API itself is not needed. */
public final class TornadoApi {
    private static final String ROOT = "uk.ac.manchester.tornado.api.";

    /** What tells work items apart. */
    public static final String CONTEXT = ROOT + "KernelContext";

    static final String CONTEXT_INTERNAL = CONTEXT.replace('.', '/');

    private static final String ARRAYS = ROOT + "types.arrays.";
    private static final String MATRICES = ROOT + "types.matrix.";

    private static final Map<String, Container> CONTAINERS = Map.ofEntries(
            Map.entry(ARRAYS + "ByteArray", new Container(DType.INT8, 1)),
            Map.entry(ARRAYS + "ShortArray", new Container(DType.INT16, 1)),
            Map.entry(ARRAYS + "CharArray", new Container(DType.UINT16, 1)),
            Map.entry(ARRAYS + "IntArray", new Container(DType.INT32, 1)),
            Map.entry(ARRAYS + "LongArray", new Container(DType.INT64, 1)),
            Map.entry(ARRAYS + "FloatArray", new Container(DType.FLOAT32, 1)),
            Map.entry(ARRAYS + "DoubleArray", new Container(DType.FLOAT64, 1)),
            Map.entry(MATRICES + "Matrix2DInt", new Container(DType.INT32, 2)),
            Map.entry(MATRICES + "Matrix2DFloat", new Container(DType.FLOAT32, 2)),
            Map.entry(MATRICES + "Matrix2DDouble", new Container(DType.FLOAT64, 2)));

    private TornadoApi() {}

    /**
     * A class of elements in native memory, in row-major order.
     *
     * @param rank 1 for an array, 2 for a matrix
     */
    public record Container(DType dtype, int rank) {}

    /** What a class of the API holds; nothing of other classes. */
    public static Optional<Container> container(Class<?> type) {
        return Optional.ofNullable(CONTAINERS.get(type.getName()));
    }

    static boolean isContainer(String internalName) {
        return CONTAINERS.containsKey(internalName.replace('/', '.'));
    }

    /** What a field of the context says, such as {@code globalIdx}. */
    static Optional<Expr> id(String field) {
        for (String[] known : List.of(
                new String[] {"globalId", "GLOBAL"},
                new String[] {"localId", "LOCAL"},
                new String[] {"groupId", "GROUP"},
                new String[] {"globalGroupSize", "GLOBAL_SIZE"},
                new String[] {"localGroupSize", "LOCAL_SIZE"})) {
            int dimension = "xyz".indexOf(field.substring(field.length() - 1).toLowerCase(Locale.ROOT));
            if (dimension >= 0 && field.substring(0, field.length() - 1).equals(known[0])) {
                return Optional.of(new Expr.Id(Expr.IdKind.valueOf(known[1]), dimension));
            }
        }
        return Optional.empty();
    }

    /** The method of this library's own context that one of TornadoVM's means; nothing where there is none. */
    static Optional<String> contextMethod(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "localBarrier", "globalBarrier" -> "barrier";
                    case "allocateIntLocalArray" -> "sharedInts";
                    case "allocateLongLocalArray" -> "sharedLongs";
                    case "allocateFloatLocalArray" -> "sharedFloats";
                    case "allocateDoubleLocalArray" -> "sharedDoubles";
                    case "atomicAdd" -> "atomicAdd";
                    default -> null;
                });
    }
}
