package io.github.tornadoarrays.engine.cuda;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.driver.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parameters of a kernel off its source, as the driver of CUDA doesn't tell what they are. */
final class Parameters {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern QUALIFIER =
            Pattern.compile("\\b(const|volatile|__restrict__|__restrict|__grid_constant__|struct|std::)\\b");

    private Parameters() {}

    /** The parameters of the kernel of a name, which may be in a namespace and an instance of a template. */
    static List<Optional<Driver.Parameter>> of(String source, String name) {
        String entry = name.replaceAll("<.*", "").replaceAll(".*::", "").strip();
        String text = COMMENT.matcher(source).replaceAll(" ");
        Matcher m = Pattern.compile("\\b" + Pattern.quote(entry) + "\\s*\\(").matcher(text);
        while (m.find()) {
            String before = text.substring(0, m.start());
            int start = Math.max(before.lastIndexOf(';'), before.lastIndexOf('}'));
            if (before.substring(start + 1).contains("__global__")) {
                return split(text, m.end());
            }
        }
        throw new KernelException(entry + ": the source has no text `__global__ void " + entry
                + "(…)` to read the parameters off; write it without macros");
    }

    private static List<Optional<Driver.Parameter>> split(String text, int start) {
        List<Optional<Driver.Parameter>> all = new ArrayList<>();
        int depth = 0;
        int from = start;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == ')' && depth == 0;
            if (end || c == ',' && depth == 0) {
                String one = text.substring(from, i).strip();
                if (!one.isEmpty() && !one.equals("void")) {
                    all.add(Optional.of(parameter(one)));
                }
                from = i + 1;
                if (end) {
                    return all;
                }
            }
            depth += "([<{".indexOf(c) >= 0 ? 1 : ")]>}".indexOf(c) >= 0 ? -1 : 0;
        }
        return all;
    }

    private static Driver.Parameter parameter(String declared) {
        String text = declared.replaceAll("\\s+", " ");
        int star = text.lastIndexOf('*');
        boolean pointer = star >= 0 || text.endsWith("]");
        String before = star >= 0 ? text.substring(0, star) : text.replaceFirst("[A-Za-z_]\\w*\\s*(\\[[^]]*])*$", "");
        boolean written = pointer && !before.matches(".*\\bconst\\b.*");
        String type = QUALIFIER
                .matcher(before)
                .replaceAll(" ")
                .replace("std::", "")
                .replaceAll("\\blong long int\\b", "long long")
                .replaceAll("\\b(long|short) int\\b", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return new Driver.Parameter(type, pointer, false, written, text);
    }
}
