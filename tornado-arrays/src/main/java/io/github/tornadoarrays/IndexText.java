package io.github.tornadoarrays;

import io.github.tornadoarrays.core.IndexException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's index text, {@code "::2, ..., -1, None, [0, 2]"}, as the objects that {@link NDArray#get(Object...)} takes. */
final class IndexText {
    private final String op;
    private final String text;
    private int at;

    private IndexText(String op, String text) {
        this.op = op;
        this.text = text;
    }

    static Object[] parse(String op, String text) {
        IndexText p = new IndexText(op, text);
        List<Object> items = new ArrayList<>();
        p.blanks();
        while (p.at < text.length()) {
            items.add(p.item());
            p.blanks();
            if (p.at < text.length()) {
                if (text.charAt(p.at) != ',') {
                    throw p.bad("expected ',' or the end");
                }
                p.at++;
                p.blanks();
            }
        }
        if (items.isEmpty()) {
            throw p.bad("the index is empty");
        }
        return items.toArray();
    }

    private Object item() {
        if (text.startsWith("...", at)) {
            at += 3;
            return Indexing.Mark.ELLIPSIS;
        }
        for (String word : new String[] {"None", "newaxis"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return Indexing.Mark.NEWAXIS;
            }
        }
        if (peek('[')) {
            return list();
        }
        Long start = number();
        blanks();
        if (!peek(':')) {
            if (start == null) {
                throw bad("expected an integer, a slice, '...', 'None' or a list");
            }
            return start;
        }
        at++;
        blanks();
        Long stop = number();
        blanks();
        Long step = null;
        if (peek(':')) {
            at++;
            blanks();
            int place = at;
            step = number();
            if (step != null && step == 0) {
                at = place;
                throw bad("a slice's step cannot be 0");
            }
        }
        return new Slice(start, stop, step);
    }

    private long[] list() {
        at++;
        List<Long> values = new ArrayList<>();
        blanks();
        while (!peek(']')) {
            Long v = number();
            if (v == null) {
                throw bad("expected an integer or ']'");
            }
            values.add(v);
            blanks();
            if (peek(',')) {
                at++;
                blanks();
            } else if (!peek(']')) {
                throw bad("expected ',' or ']'");
            }
        }
        at++;
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private @Nullable Long number() {
        int from = at;
        int digits = at;
        if (peek('-') || peek('+')) {
            digits++;
        }
        int end = digits;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == digits) {
            if (digits > from) {
                at = digits;
                throw bad("expected digits after the sign");
            }
            return null;
        }
        try {
            long v = Long.parseLong(text, from, end, 10);
            at = end;
            return v;
        } catch (NumberFormatException e) {
            throw bad("the integer does not fit 64 bits");
        }
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IndexException bad(String what) {
        return new IndexException(op + ": bad index text at column " + (at + 1) + ": " + what
                + "; write it as in NumPy, such as \"1:3, ..., -1\"\n  " + text.replaceAll("\\s", " ") + "\n  "
                + " ".repeat(at) + "^");
    }
}
