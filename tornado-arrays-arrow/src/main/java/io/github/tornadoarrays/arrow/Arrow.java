package io.github.tornadoarrays.arrow;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.ShapeException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Arrays from Apache Arrow's vectors of numbers and back. Elements are copied: a vector's memory is gone when the vector is closed, and
 * an array may be on a device.
 *
 * <p>Arrow itself needs {@code --add-opens=java.base/java.nio=ALL-UNNAMED} among Java's options.
 */
public final class Arrow {
    private Arrow() {}

    /**
     * The elements of a vector of numbers or truth values; 1-d. What is null becomes NaN.
     *
     * @throws DTypeException if the vector has no numbers
     * @throws DataFormatException if something is null in a vector of integers or truth values, which have no NaN
     */
    public static NDArray toArray(ValueVector vector) {
        DType type = dtype(vector);
        int n = vector.getValueCount();
        int nulls = vector.getNullCount();
        if (nulls > 0 && !type.isFloat()) {
            throw new DataFormatException("arrow: " + nulls + " of " + n + " elements of " + vector.getName()
                    + " are null, and " + type + " has no NaN; fill them first, and see isValid");
        }
        NDArray x = vector instanceof BitVector bits ? truth(bits) : numbers(vector, type, n);
        return nulls == 0 ? x : Np.where(isValid(vector), x, Double.NaN);
    }

    /** Where a vector's elements are not null; bool, 1-d. */
    public static NDArray isValid(ValueVector vector) {
        boolean[] valid = new boolean[vector.getValueCount()];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = !vector.isNull(i);
        }
        return Np.array(valid);
    }

    /** The columns of a table by their names, in its order. */
    public static Map<String, NDArray> toArrays(VectorSchemaRoot table) {
        Map<String, NDArray> all = new LinkedHashMap<>();
        for (FieldVector v : table.getFieldVectors()) {
            all.put(v.getName(), toArray(v));
        }
        return all;
    }

    /**
     * The elements of an array of one axis as a new vector, which is to be closed.
     *
     * @throws ShapeException if the array has other axes
     * @throws DTypeException if Arrow has no such numbers: complex ones and bfloat16
     */
    public static FieldVector toVector(String name, NDArray x, BufferAllocator allocator) {
        if (x.ndim() != 1) {
            throw new ShapeException("arrow: an array of " + x.ndim() + " axes as the vector " + name
                    + "; a vector has one, and a table has a vector for each column");
        }
        int n = Math.toIntExact(x.size());
        BaseFixedWidthVector vector = vector(name, x.dtype(), allocator);
        vector.allocateNew(n);
        if (vector instanceof BitVector bits) {
            boolean[] values = x.toBooleanArray();
            for (int i = 0; i < n; i++) {
                bits.set(i, values[i] ? 1 : 0);
            }
        } else if (n > 0) {
            int bytes = Math.multiplyExact(n, x.dtype().itemSize());
            MemorySegment.ofBuffer(vector.getDataBuffer().nioBuffer(0, bytes)).copyFrom(x.asMemorySegment());
            ArrowBuf validity = vector.getValidityBuffer();
            validity.setOne(0L, (n + 7) / 8);
        }
        vector.setValueCount(n);
        return vector;
    }

    /**
     * Arrays of one axis and one length as the columns of a new table, which is to be closed.
     *
     * @throws ShapeException if lengths differ
     */
    public static VectorSchemaRoot toTable(Map<String, NDArray> columns, BufferAllocator allocator) {
        List<Long> lengths =
                columns.values().stream().map(NDArray::size).distinct().toList();
        if (lengths.size() > 1) {
            throw new ShapeException("arrow: columns of lengths " + lengths + "; a table's are equally long");
        }
        List<FieldVector> vectors = new ArrayList<>();
        try {
            columns.forEach((name, x) -> vectors.add(toVector(name, x, allocator)));
        } catch (RuntimeException e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
        return new VectorSchemaRoot(vectors);
    }

    private static NDArray numbers(ValueVector vector, DType type, int n) {
        if (n == 0) {
            return Np.zeros(type, 0);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(n, type.itemSize())).order(ByteOrder.nativeOrder());
        vector.getDataBuffer().getBytes(0, bytes);
        return Np.frombuffer(bytes.flip(), type);
    }

    private static NDArray truth(BitVector bits) {
        boolean[] values = new boolean[bits.getValueCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bits.get(i) != 0;
        }
        return Np.array(values);
    }

    private static DType dtype(ValueVector vector) {
        return switch (vector) {
            case BitVector _ -> DType.BOOL;
            case TinyIntVector _ -> DType.INT8;
            case SmallIntVector _ -> DType.INT16;
            case IntVector _ -> DType.INT32;
            case BigIntVector _ -> DType.INT64;
            case UInt1Vector _ -> DType.UINT8;
            case UInt2Vector _ -> DType.UINT16;
            case UInt4Vector _ -> DType.UINT32;
            case UInt8Vector _ -> DType.UINT64;
            case Float2Vector _ -> DType.FLOAT16;
            case Float4Vector _ -> DType.FLOAT32;
            case Float8Vector _ -> DType.FLOAT64;
            default ->
                throw new DTypeException("arrow: the vector " + vector.getName() + " is a "
                        + vector.getClass().getSimpleName() + "; vectors of numbers and bits are arrays");
        };
    }

    private static BaseFixedWidthVector vector(String name, DType type, BufferAllocator allocator) {
        return switch (type) {
            case BOOL -> new BitVector(name, allocator);
            case INT8 -> new TinyIntVector(name, allocator);
            case INT16 -> new SmallIntVector(name, allocator);
            case INT32 -> new IntVector(name, allocator);
            case INT64 -> new BigIntVector(name, allocator);
            case UINT8 -> new UInt1Vector(name, allocator);
            case UINT16 -> new UInt2Vector(name, allocator);
            case UINT32 -> new UInt4Vector(name, allocator);
            case UINT64 -> new UInt8Vector(name, allocator);
            case FLOAT16 -> new Float2Vector(name, allocator);
            case FLOAT32 -> new Float4Vector(name, allocator);
            case FLOAT64 -> new Float8Vector(name, allocator);
            case BFLOAT16, COMPLEX64, COMPLEX128 ->
                throw new DTypeException("arrow: Arrow has no vector of " + type
                        + "; cast it, or take the real and imaginary parts as two");
        };
    }
}
