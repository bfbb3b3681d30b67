package io.github.tornadoarrays.lift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The class files that a kernel's method needs, found as the class loader of its class finds them. */
final class ClassFiles {
    private final Class<?> from;
    private final Map<String, Optional<ClassModel>> found = new HashMap<>();

    ClassFiles(Class<?> from) {
        this.from = from;
    }

    /** The class with an internal name ({@code java/lang/Math}), or nothing if it has no class file. */
    Optional<ClassModel> find(String internalName) {
        return found.computeIfAbsent(internalName, this::read);
    }

    private Optional<ClassModel> read(String internalName) {
        String file = internalName + ".class";
        ClassLoader loader = from.getClassLoader();
        try (InputStream in = from.getName().replace('.', '/').equals(internalName)
                ? from.getResourceAsStream("/" + file)
                : loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class itself, initialised. */
    Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), true, from.getClassLoader());
    }

    static Optional<MethodModel> method(ClassModel in, String name, String descriptor) {
        return in.methods().stream()
                .filter(m -> m.methodName().equalsString(name) && m.methodType().equalsString(descriptor))
                .findFirst();
    }
}
