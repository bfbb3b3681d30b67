package io.github.tornadoarrays.device;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.Engine;
import java.util.List;

/** Sorting on a device: elements become integer keys of their order, {@link SortKernels} sort those, and they become elements again. */
final class SortRoutines {
    private static final List<Long> GROUP = List.of((long) SortKernels.GROUP);

    private final Engine engine;
    private final DeviceLibrary library;

    SortRoutines(Engine engine, DeviceLibrary library) {
        this.engine = engine;
        this.library = library;
    }

    /** Keys in order, and where they were, if that was asked. */
    private record Sorted(Buffer keys, Buffer places) {}

    Buffer sort(Buffer x, long rows, long n) {
        Buffer out = engine.allocate(x.dtype(), x.length());
        if (x.length() > 0) {
            Sorted sorted = sorted(x, rows, n, false);
            elements(sorted.keys, out);
            engine.release(sorted.keys);
        }
        return out;
    }

    Buffer argsort(Buffer x, long rows, long n) {
        Buffer out = engine.allocate(DType.INT64, x.length());
        if (x.length() > 0) {
            Sorted sorted = sorted(x, rows, n, true);
            run("widen", DType.FLOAT64, x.length(), sorted.places, out);
            engine.release(sorted.keys);
            engine.release(sorted.places);
        }
        return out;
    }

    Buffer search(Buffer sorted, Buffer x, boolean right) {
        Buffer out = engine.allocate(DType.INT64, x.length());
        if (sorted.length() == 0) {
            library.zero(out);
        } else if (x.length() > 0) {
            Buffer keys = keys(sorted, true);
            Buffer values = keys(x, true);
            run("search", keys.dtype(), x.length(), keys, values, out, sorted.length(), right ? 1 : 0);
            engine.release(keys);
            engine.release(values);
        }
        return out;
    }

    private Sorted sorted(Buffer x, long rows, long n, boolean places) {
        Buffer keys = keys(x, places);
        return n <= SortKernels.TILE ? merged(keys, rows, n, places) : byDigits(keys, x.dtype(), rows, n, places);
    }

    private void run(String kernel, DType type, long items, Object... arguments) {
        library.routine(SortKernels.class, kernel).run(type, List.of(items), List.of(), arguments);
    }

    // ---- keys

    private static boolean isWide(DType type) {
        return type.bits() == 64;
    }

    private static long flip(DType type) {
        return type == DType.UINT64 ? Long.MIN_VALUE : type == DType.UINT32 ? Integer.MIN_VALUE : 0;
    }

    private Buffer keys(Buffer x, boolean equalZeros) {
        DType type = x.dtype();
        Buffer keys = engine.allocate(isWide(type) ? DType.INT64 : DType.INT32, x.length());
        if (type.isFloat()) {
            run(isWide(type) ? "doubleKeys" : "floatKeys", type, x.length(), x, keys, equalZeros ? 1 : 0);
        } else {
            run(isWide(type) ? "longKeys" : "intKeys", type, x.length(), x, keys, flip(type));
        }
        return keys;
    }

    private void elements(Buffer keys, Buffer x) {
        DType type = x.dtype();
        if (type.isFloat()) {
            run(isWide(type) ? "ofDoubleKeys" : "ofFloatKeys", type, x.length(), keys, x);
        } else {
            run(isWide(type) ? "ofLongKeys" : "ofIntKeys", type, x.length(), keys, x, flip(type));
        }
    }

    // ---- short rows, long rows

    private Sorted merged(Buffer keys, long rows, long n, boolean places) {
        long span = Math.max(2, Long.highestOneBit(2 * n - 1));
        Buffer out = engine.allocate(keys.dtype(), keys.length());
        Buffer outPlaces = engine.allocate(DType.INT32, keys.length());
        long groups = Math.ceilDiv(rows, SortKernels.TILE / span);
        library.routine(SortKernels.class, "merge")
                .run(keys.dtype(), List.of(groups * SortKernels.GROUP), GROUP, keys, out, outPlaces, n, rows, span);
        engine.release(keys);
        if (!places) {
            engine.release(outPlaces);
        }
        return new Sorted(out, outPlaces);
    }

    private Sorted byDigits(Buffer given, DType type, long rows, long n, boolean places) {
        long tiles = Math.ceilDiv(n, SortKernels.TILE);
        List<Long> items = List.of(rows * tiles * SortKernels.GROUP);
        Buffer keys = given;
        Buffer otherKeys = engine.allocate(keys.dtype(), keys.length());
        Buffer at = engine.allocate(DType.INT32, places ? keys.length() : 1);
        Buffer otherAt = engine.allocate(DType.INT32, places ? keys.length() : 1);
        Buffer counts = engine.allocate(DType.INT32, rows * SortKernels.DIGITS * tiles);
        Buffer ends = engine.allocate(DType.INT32, counts.length());
        int high = type.isBool() ? 1 : type.isHalf() ? 32 : type.bits();
        // a 16-bit float as float32 ends with zeros
        int low = type == DType.BFLOAT16 ? 16 : type == DType.FLOAT16 ? 12 : 0;
        boolean signed = type.isSigned() || type.isFloat() || flip(type) != 0;
        int along = places ? SortKernels.OWN : SortKernels.NONE;
        for (int shift = low; shift < high; shift += SortKernels.BITS) {
            int flip = signed && shift + SortKernels.BITS == high ? SortKernels.DIGITS / 2 : 0;
            library.routine(SortKernels.class, "counts")
                    .run(keys.dtype(), items, GROUP, keys, counts, n, tiles, shift, flip);
            library.rows(DType.INT32, counts, ends, rows, SortKernels.DIGITS * tiles, 0);
            library.routine(SortKernels.class, "move")
                    .run(keys.dtype(), items, GROUP, keys, otherKeys, at, otherAt, ends, n, tiles, shift, flip, along);
            Buffer k = keys;
            keys = otherKeys;
            otherKeys = k;
            Buffer p = at;
            at = otherAt;
            otherAt = p;
            along = places ? SortKernels.GIVEN : SortKernels.NONE;
        }
        engine.release(otherKeys);
        engine.release(otherAt);
        engine.release(counts);
        engine.release(ends);
        if (!places) {
            engine.release(at);
        }
        return new Sorted(keys, at);
    }
}
