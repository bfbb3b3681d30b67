package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tables of numbers as text, a row a line. */
public final class TextTable {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private TextTable() {}

    // ---- reading

    /**
     * The table in a file; extents of 1 are left out of its shape.
     *
     * @throws DataFormatException if a line has another number of columns, or something that is no number; the message has the line
     */
    public static HostArray read(String name, Path file, TextFormat how) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return read(name, in, how);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot read " + file, e);
        } catch (DataFormatException e) {
            throw new DataFormatException(e.getMessage() + " (" + file + ")", e);
        }
    }

    private static HostArray read(String name, BufferedReader in, TextFormat how) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (how.maxRows() >= 0 && rows.size() >= how.maxRows()) {
                break;
            }
            String text = uncommented(line, how);
            if (number <= how.skipRows() || text.isBlank()) {
                continue;
            }
            String[] parts = split(text, how);
            int before = rows.isEmpty() ? parts.length : rows.get(0).length;
            if (how.columns() == null && parts.length != before) {
                throw new DataFormatException(name + ": line " + number + " has " + parts.length
                        + " columns, those before " + before + "; choose columns that all lines have");
            }
            rows.add(parts);
            lines.add(number);
        }
        int[] columns = how.columns();
        int width = columns != null ? columns.length : rows.isEmpty() ? 0 : rows.get(0).length;
        DType type = how.dtype();
        HostBuffer data = HostBuffer.allocate(type, (long) rows.size() * width);
        for (int i = 0; i < rows.size(); i++) {
            String[] parts = rows.get(i);
            for (int j = 0; j < width; j++) {
                int at = columns == null ? j : columns[j] < 0 ? columns[j] + parts.length : columns[j];
                if (at < 0 || at >= parts.length) {
                    throw new DataFormatException(name + ": line " + lines.get(i) + " has " + parts.length
                            + " columns and none of number " + columns[j]);
                }
                put(name, data, (long) i * width + j, parts[at].strip(), how, lines.get(i), at);
            }
        }
        long[] shape = Arrays.stream(new long[] {rows.size(), width})
                .filter(n -> n != 1)
                .toArray();
        return new HostArray(data, Layout.contiguous(rows.isEmpty() ? new long[] {0} : shape));
    }

    private static String uncommented(String line, TextFormat how) {
        String comments = how.comments();
        int at = comments == null || comments.isEmpty() ? -1 : line.indexOf(comments);
        return at < 0 ? line : line.substring(0, at);
    }

    private static String[] split(String line, TextFormat how) {
        String delimiter = how.delimiter();
        return delimiter == null ? SPACES.split(line.strip()) : line.split(Pattern.quote(delimiter), -1);
    }

    /** Numbers that one text holds, with something between. */
    public static HostArray parse(String name, String text, DType type, String separator) {
        String[] parts =
                separator.isBlank() ? SPACES.split(text.strip()) : text.split(Pattern.quote(separator.strip()), -1);
        int n = text.isBlank() ? 0 : parts.length;
        HostBuffer data = HostBuffer.allocate(type, n);
        for (int i = 0; i < n; i++) {
            put(name, data, i, parts[i].strip(), TextFormat.DEFAULT, 1, i);
        }
        return HostArray.contiguous(data, n);
    }

    private static void put(String name, HostBuffer data, long at, String text, TextFormat how, int line, int column) {
        DType type = data.dtype();
        Double filling = how.filling();
        try {
            if (text.isEmpty()) {
                throw new NumberFormatException("empty");
            }
            switch (type.kind()) {
                case BOOL ->
                    data.setLong(
                            at,
                            text.equalsIgnoreCase("true") || !text.equalsIgnoreCase("false") && real(text) != 0
                                    ? 1
                                    : 0);
                case SIGNED, UNSIGNED -> data.setLong(at, whole(text, type));
                case FLOAT -> data.setDouble(at, real(text));
                case COMPLEX -> {
                    double[] z = complex(text);
                    data.setDouble(2 * at, z[0]);
                    data.setDouble(2 * at + 1, z[1]);
                }
            }
        } catch (NumberFormatException e) {
            if (filling == null) {
                throw new DataFormatException(
                        name + ": line " + line + ", column " + column + ": \"" + text + "\" is no " + type, e);
            }
            if (type.isComplex()) {
                data.setDouble(2 * at, filling);
            } else if (type.isInexact()) {
                data.setDouble(at, filling);
            } else {
                data.setLong(at, filling.longValue());
            }
        }
    }

    private static long whole(String text, DType type) {
        long x = type == DType.UINT64 ? Long.parseUnsignedLong(text) : Long.parseLong(text);
        long kept = type.isUnsigned()
                ? x << 64 - type.bits() >>> 64 - type.bits()
                : x << 64 - type.bits() >> 64 - type.bits();
        if (kept != x) {
            throw new NumberFormatException("out of range");
        }
        return x;
    }

    private static double real(String text) {
        String t = text.toLowerCase(Locale.ROOT);
        String unsigned = t.startsWith("-") || t.startsWith("+") ? t.substring(1) : t;
        double sign = t.startsWith("-") ? -1 : 1;
        return switch (unsigned) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
            default -> {
                // Java's suffixes of types are no part of a number
                if (unsigned.endsWith("d") || unsigned.endsWith("f")) {
                    throw new NumberFormatException(text);
                }
                yield Double.parseDouble(text);
            }
        };
    }

    private static double[] complex(String text) {
        String t = text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
        if (!t.endsWith("j")) {
            return new double[] {real(t), 0};
        }
        int at = t.length() - 2;
        while (at > 0 && (t.charAt(at) != '+' && t.charAt(at) != '-' || "eE".indexOf(t.charAt(at - 1)) >= 0)) {
            at--;
        }
        String im = t.substring(Math.max(at, 0), t.length() - 1);
        return new double[] {
            at <= 0 ? 0 : real(t.substring(0, at)), im.equals("+") || im.isEmpty() ? 1 : im.equals("-") ? -1 : real(im)
        };
    }

    // ---- writing

    /**
     * Writes a vector, a number a line, or a matrix, a row a line.
     *
     * @throws DataFormatException if the array has other axes, or the format is none
     */
    public static void write(String name, Path file, HostArray array, TextFormat how) {
        Layout l = array.layout();
        if (l.rank() != 1 && l.rank() != 2) {
            throw new DataFormatException(name + ": an array of " + l.rank() + " axes; text has rows and columns");
        }
        NumberFormat format = NumberFormat.of(name, how.format());
        String comments = how.comments() == null ? "" : how.comments() + " ";
        try (Writer out = Files.newBufferedWriter(file)) {
            if (!how.header().isEmpty()) {
                out.write(comments + how.header().replace("\n", "\n" + comments) + "\n");
            }
            long columns = l.rank() == 1 ? 1 : l.shape()[1];
            for (long i = 0; i < l.shape()[0]; i++) {
                for (long j = 0; j < columns; j++) {
                    if (j > 0) {
                        out.write(how.delimiter() == null ? " " : how.delimiter());
                    }
                    long at = l.offset() + i * l.strides()[0] + (l.rank() == 1 ? 0 : j * l.strides()[1]);
                    out.write(element(array.data(), at, format));
                }
                out.write("\n");
            }
            if (!how.footer().isEmpty()) {
                out.write(comments + how.footer().replace("\n", "\n" + comments) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot write " + file, e);
        }
    }

    private static String element(HostBuffer data, long at, NumberFormat format) {
        return switch (data.dtype().kind()) {
            case BOOL, SIGNED -> format.text(data.getLong(at), false);
            case UNSIGNED -> format.text(data.getLong(at), true);
            case FLOAT -> format.text(data.getDouble(at));
            case COMPLEX -> {
                String im = format.text(data.getDouble(2 * at + 1));
                yield " (" + format.text(data.getDouble(2 * at)) + (im.startsWith("-") ? "" : "+") + im + "j)";
            }
        };
    }

    /** Numbers in row-major order as text, with something between. */
    public static void join(String name, Path file, HostArray array, String separator) {
        try (Writer out = Files.newBufferedWriter(file)) {
            for (long i = 0; i < array.data().length(); i++) {
                out.write((i > 0 ? separator : "") + ArrayText.scalar(array.data(), i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot write " + file, e);
        }
    }
}
