package io.github.tornadoarrays.io;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a .npy file says before its elements: the dtype's text, the order of the axes, the shape. */
record NpyHeader(String descr, boolean fortranOrder, long[] shape) {
    /** The file starts with this and a version. */
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy leaves room in the header so that the first extent can grow in place. */
    private static final int GROWTH_DIGITS = 21;

    private static final int ALIGNMENT = 64;

    /**
     * What an array's file says.
     *
     * @param reversed whether the elements lie with the first axis fastest
     */
    static NpyHeader of(HostArray array, boolean reversed) {
        return new NpyHeader(descr(array.dtype()), reversed, array.shape());
    }

    private static String descr(DType t) {
        int size = t.itemSize();
        String order = size == 1 ? "|" : "<";
        return order
                + switch (t) {
                    case BOOL -> "b1";
                    case BFLOAT16 -> "V2";
                    default ->
                        switch (t.kind()) {
                            case SIGNED -> "i" + size;
                            case UNSIGNED -> "u" + size;
                            case COMPLEX -> "c" + size;
                            default -> "f" + size;
                        };
                };
    }

    /** The order of the bytes of one part of an element. */
    ByteOrder order() {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /**
     * The type of the elements.
     *
     * @param as the type to read untyped items ({@code V2}) as, or null
     */
    DType dtype(DType as) {
        String code = descr.replaceFirst("^[<>=|]", "");
        if (as != null && code.equals("V" + as.itemSize())) {
            return as;
        }
        DType found = switch (code) {
            case "b1", "?" -> DType.BOOL;
            case "i1" -> DType.INT8;
            case "i2" -> DType.INT16;
            case "i4" -> DType.INT32;
            case "i8" -> DType.INT64;
            case "u1" -> DType.UINT8;
            case "u2" -> DType.UINT16;
            case "u4" -> DType.UINT32;
            case "u8" -> DType.UINT64;
            case "f2" -> DType.FLOAT16;
            case "f4" -> DType.FLOAT32;
            case "f8" -> DType.FLOAT64;
            case "c8" -> DType.COMPLEX64;
            case "c16" -> DType.COMPLEX128;
            case "O" ->
                throw new DataFormatException("npy: the file holds Python objects (dtype '" + descr
                        + "'), which only Python can read; save an array of numbers");
            case "V2" ->
                throw new DataFormatException("npy: the file holds untyped items (dtype '" + descr
                        + "'), as bfloat16 is saved; read it with dtype bfloat16");
            default ->
                throw new DataFormatException("npy: dtype '" + descr + "' is not supported; supported are bool,"
                        + " int8..int64, uint8..uint64, float16..float64, complex64 and complex128");
        };
        if (as != null && as != found) {
            throw new DataFormatException(
                    "npy: the file holds " + found + ", not " + as + "; read it as " + found + " and convert");
        }
        return found;
    }

    /** Where the elements lie once the file's bytes are in memory as they are. */
    Layout layout() {
        if (!fortranOrder) {
            return Layout.contiguous(shape);
        }
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = 0; i < shape.length; i++) {
            strides[i] = step;
            step *= shape[i];
        }
        return new Layout(shape, strides, 0);
    }

    /** Memory for the elements. */
    HostBuffer allocate(DType as) {
        DType t = dtype(as);
        try {
            return HostBuffer.allocate(t, Shape.size(shape));
        } catch (OutOfMemoryError e) {
            throw (MemoryException) new MemoryException("npy: no memory for shape " + Shape.text(shape) + " of " + t
                            + "; start Java with a larger -Xmx")
                    .initCause(e);
        }
    }

    /** The bytes before the elements, as NumPy writes them; version 1.0, a multiple of 64 bytes. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder("{'descr': '" + descr + "', 'fortran_order': "
                + (fortranOrder ? "True" : "False") + ", 'shape': " + Shape.text(shape) + ", }");
        if (shape.length > 0) {
            long growing = shape[fortranOrder ? shape.length - 1 : 0];
            text.repeat(" ", GROWTH_DIGITS - Long.toString(growing).length());
        }
        int start = MAGIC.length + 4;
        text.repeat(" ", ALIGNMENT - (start + text.length() + 1) % ALIGNMENT).append('\n');
        byte[] header = new byte[start + text.length()];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = 1;
        header[start - 2] = (byte) text.length();
        header[start - 1] = (byte) (text.length() >> 8);
        System.arraycopy(text.toString().getBytes(StandardCharsets.US_ASCII), 0, header, start, text.length());
        return header;
    }

    /** The header that the text of a Python dict spells. */
    static NpyHeader parse(String text) {
        Parser p = new Parser(text);
        String descr = null;
        Boolean fortran = null;
        long[] shape = null;
        p.expect('{');
        while (!p.accept('}')) {
            String key = p.string();
            p.expect(':');
            switch (key) {
                case "descr" -> descr = p.dtype();
                case "fortran_order" -> fortran = p.bool();
                case "shape" -> shape = p.shape();
                default -> throw p.bad("has the unknown key '" + key + "'");
            }
            if (!p.accept(',')) {
                p.expect('}');
                break;
            }
        }
        p.end();
        if (descr == null || fortran == null || shape == null) {
            throw p.bad("lacks one of 'descr', 'fortran_order' and 'shape'");
        }
        try {
            return new NpyHeader(descr, fortran, Shape.check("npy", shape));
        } catch (ShapeException e) {
            throw new DataFormatException(e.getMessage(), e);
        }
    }

    /** Reads as much of Python's literals as a header has. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        DataFormatException bad(String what) {
            String shown = text.strip();
            return new DataFormatException("npy: the header " + what + ": "
                    + (shown.length() > 120 ? shown.substring(0, 120) + "…" : shown)
                    + "; expected {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
        }

        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        boolean accept(char c) {
            if (peek() != c) {
                return false;
            }
            at++;
            return true;
        }

        void expect(char c) {
            if (!accept(c)) {
                throw bad("has no '" + c + "' at position " + at);
            }
        }

        void end() {
            if (peek() != 0) {
                throw bad("goes on at position " + at);
            }
        }

        String string() {
            char quote = peek();
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw bad("has no string at position " + at);
            }
            String s = text.substring(at + 1, end);
            at = end + 1;
            return s;
        }

        String dtype() {
            if (peek() == '[') {
                throw new DataFormatException("npy: the file holds records with named fields ("
                        + text.substring(at, Math.min(text.length(), at + 80)) + "…); save each field as an array");
            }
            return string();
        }

        boolean bool() {
            for (String word : List.of("True", "False")) {
                if (peek() == word.charAt(0) && text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw bad("has no True or False at position " + at);
        }

        long[] shape() {
            List<Long> extents = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                extents.add(number());
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            return extents.stream().mapToLong(Long::longValue).toArray();
        }

        private long number() {
            peek();
            int end = at;
            while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '-')) {
                end++;
            }
            try {
                long n = Long.parseLong(text, at, end, 10);
                at = end;
                accept('L'); // Python 2
                return n;
            } catch (NumberFormatException e) {
                throw (DataFormatException)
                        bad("has no extent at position " + at).initCause(e);
            }
        }
    }
}
