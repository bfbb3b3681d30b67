package io.github.tornadoarrays.ffi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;

/** Makes files of class path resources, for the loader of the system reads files only. */
final class Unpack {
    private Unpack() {}

    /** A resource, with what tells its content from another version's. */
    private record Item(String name, URL url, long size, long crc) {}

    /** {@return the resource as a file with its companions beside it; empty where there is no such resource} */
    static Optional<Source.File> toFile(Source.Resource resource) throws IOException {
        Optional<URL> main = find(resource.folder() + "/" + resource.file());
        if (main.isEmpty()) {
            return Optional.empty();
        }
        if (main.get().getProtocol().equals("file")) {
            return Optional.of(new Source.File(pathOf(main.get()), resource.first()));
        }
        List<Item> items = new ArrayList<>();
        items.add(item(resource.file(), main.get()));
        for (String name : resource.first()) {
            Optional<URL> companion = find(resource.folder() + "/" + name);
            if (companion.isPresent()) {
                items.add(item(name, companion.get()));
            }
        }
        Path folder = CacheFolder.make("native/" + fingerprint(items));
        for (Item item : items) {
            Path file = folder.resolve(item.name());
            if (!Files.exists(file) || Files.size(file) != item.size()) {
                try (InputStream content = open(item.url()).getInputStream()) {
                    CacheFolder.write(file, content);
                }
            }
        }
        return Optional.of(new Source.File(folder.resolve(resource.file()), resource.first()));
    }

    /** One folder for one set of contents: versions live side by side and no file is ever changed in place. */
    private static String fingerprint(List<Item> items) {
        StringBuilder name = new StringBuilder(items.getFirst().name());
        long hash = 0;
        for (Item item : items) {
            hash = hash * 0x9E3779B97F4A7C15L + item.name().hashCode();
            hash = hash * 0x9E3779B97F4A7C15L + item.size();
            hash = hash * 0x9E3779B97F4A7C15L + item.crc();
        }
        return name.append('-').append(Long.toHexString(hash)).toString();
    }

    private static Item item(String name, URL url) throws IOException {
        URLConnection connection = open(url);
        if (connection instanceof JarURLConnection jar) {
            // Without the shared cache the jar stays open only as long as this connection needs it.
            try (var opened = jar.getJarFile()) {
                JarEntry entry = jar.getJarEntry();
                if (opened != null && entry != null && entry.getCrc() >= 0 && entry.getSize() >= 0) {
                    return new Item(name, url, entry.getSize(), entry.getCrc());
                }
            }
        }
        return measured(name, url);
    }

    private static Item measured(String name, URL url) throws IOException {
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream content = open(url).getInputStream()) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                crc.update(buffer, 0, read);
                size += read;
            }
        }
        return new Item(name, url, size, crc.getValue());
    }

    private static URLConnection open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection;
    }

    private static Optional<URL> find(String name) {
        ClassLoader own = Unpack.class.getClassLoader();
        URL url = own == null ? ClassLoader.getSystemResource(name) : own.getResource(name);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (url == null && context != null) {
            url = context.getResource(name);
        }
        return Optional.ofNullable(url);
    }

    private static Path pathOf(URL url) {
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException("unreadable address " + url, e));
        }
    }
}
