package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the readers of a method and of those it calls have in common. */
final class Session {
    final ClassFiles files;
    final Names names = new Names();
    final Names labels = new Names();
    final boolean checked;

    /** Whether both sides of a branch may be computed whatever that costs. */
    final boolean function;

    /** The method that becomes the kernel, for messages of checks. */
    final String title;

    /** The methods that are being read, the kernel's first; none may be entered again. */
    final Deque<String> calls = new ArrayDeque<>();

    /** The lengths of arrays that each iteration has for itself. */
    final Map<Buf, Long> locals = new HashMap<>();

    /** Arrays that groups share. */
    final List<Stmt> shared = new ArrayList<>();

    Session(Class<?> from, String title, boolean checked, boolean function) {
        files = new ClassFiles(from);
        this.title = title;
        this.checked = checked;
        this.function = function;
    }
}
