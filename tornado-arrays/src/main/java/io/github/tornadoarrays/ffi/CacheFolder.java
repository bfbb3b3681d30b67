package io.github.tornadoarrays.ffi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * The user's own folder for files that can be made again: unpacked libraries, compiled kernels.
 *
 * <p>It is the folder named by the environment variable {@code TORNADO_ARRAYS_CACHE}, or else {@code tornado-arrays} in
 * the place the platform keeps caches: {@code $XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches} on macOS,
 * {@code %LOCALAPPDATA%} on Windows. Only the user may enter folders made here.
 */
public final class CacheFolder {
    private CacheFolder() {}

    /** {@return the cache folder; it may not exist yet} */
    public static Path root() {
        String own = System.getenv("TORNADO_ARRAYS_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own).toAbsolutePath();
        }
        Path home = Path.of(System.getProperty("user.home", ".")).toAbsolutePath();
        Path caches = switch (Platform.OS) {
            case WINDOWS ->
                fromEnvironment("LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
            case MACOS -> home.resolve("Library").resolve("Caches");
            case LINUX, OTHER -> fromEnvironment("XDG_CACHE_HOME", home.resolve(".cache"));
        };
        return caches.resolve("tornado-arrays");
    }

    /**
     * {@return the sub-folder of that name, made where it is missing}
     *
     * @param name the path below the cache folder, such as {@code native/openblas}
     * @throws IOException if it cannot be made
     */
    public static Path make(String name) throws IOException {
        return makeFolder(root().resolve(name));
    }

    /**
     * Writes a file so that no reader, in this process or another, ever sees half of it. Where another process has
     * written the same file in the meantime, either one's copy stays.
     *
     * @param file where the content is to be
     * @param content what to write
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, InputStream content) throws IOException {
        makeFolder(file.resolveSibling(""));
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.copy(content, part);
            // Some file systems would otherwise keep the new name, but not its content, through a power failure.
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            moveInto(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void moveInto(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            // Windows refuses to replace a library that another process has loaded: that process wrote the same bytes.
            if (!Files.exists(file) || Files.size(file) != Files.size(part)) {
                throw e;
            }
        }
    }

    private static Path makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.createDirectories(folder);
    }

    private static Path fromEnvironment(String variable, Path otherwise) {
        String value = System.getenv(variable);
        // The XDG specification says that a relative path is to be ignored.
        return value != null && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
    }
}
