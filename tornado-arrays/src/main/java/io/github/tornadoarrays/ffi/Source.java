package io.github.tornadoarrays.ffi;

import java.nio.file.Path;
import java.util.List;

/** One place where a native library may be. */
public sealed interface Source {

    /**
     * A name for the system's own search, such as {@code libcuda.so.1}.
     *
     * @param name the library's file name as the platform's loader knows it
     */
    record Name(String name) implements Source {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A file.
     *
     * @param path where it is
     * @param first libraries of the same folder to load before it; one that is missing is passed over
     */
    record File(Path path, List<String> first) implements Source {
        /** A file that needs no other. */
        public File(Path path) {
            this(path, List.of());
        }

        /** Copies the list. */
        public File {
            first = List.copyOf(first);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A file on the class path, unpacked into the {@link CacheFolder} where it lies in a jar.
     *
     * @param folder the resource folder, without slashes at the ends
     * @param file the library's name in that folder
     * @param first libraries of the same folder to load before it; one that is missing is passed over
     */
    record Resource(String folder, String file, List<String> first) implements Source {
        /** Copies the list. */
        public Resource {
            first = List.copyOf(first);
        }

        @Override
        public String toString() {
            return "class path resource " + folder + "/" + file;
        }
    }
}
