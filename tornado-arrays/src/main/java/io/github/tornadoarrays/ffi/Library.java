package io.github.tornadoarrays.ffi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An open native library. It stays open as long as the JVM runs. */
@SuppressWarnings("restricted")
public final class Library {
    private static final Linker LINKER = Linker.nativeLinker();

    private final String name;
    private final String origin;
    private final SymbolLookup symbols;

    private Library(String name, String origin, SymbolLookup symbols) {
        this.name = name;
        this.origin = origin;
        this.symbols = symbols;
    }

    /**
     * {@return the library from the first source that has it}
     *
     * @param name what users call it, such as {@code OpenBLAS}
     * @param remedy how a user gets it; ends the message where no source has it
     * @param sources the places to look, best first
     * @throws LibraryException if no source has it; the message lists each one tried and why it failed
     */
    public static Library open(String name, String remedy, List<? extends Source> sources) {
        List<String> failures = new ArrayList<>();
        for (Source source : sources) {
            try {
                return new Library(name, source.toString(), lookup(source));
            } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
                failures.add(source instanceof Source.Name ? source.toString() : source + " (" + e.getMessage() + ")");
            }
        }
        throw new LibraryException(name + ": no library found (tried " + String.join(", ", failures) + "); " + remedy);
    }

    /** {@return what users call the library} */
    public String name() {
        return name;
    }

    /** {@return the source the library came from, in words} */
    public String origin() {
        return origin;
    }

    /** {@return whether the library has this function} */
    public boolean has(String function) {
        return symbols.find(function).isPresent();
    }

    /** {@return the address of a function or variable; empty where the library does not have it} */
    public Optional<MemorySegment> address(String symbol) {
        return symbols.find(symbol);
    }

    /**
     * {@return a handle that calls the function; kept in a {@code static final} field it costs a few nanoseconds a call}
     *
     * @param function the symbol
     * @param type its C type
     * @param options such as {@code Linker.Option.critical(true)}, which lets heap arrays be passed to short functions
     * @throws LibraryException if the library does not have it
     */
    public MethodHandle bind(String function, FunctionDescriptor type, Linker.Option... options) {
        MemorySegment address = symbols.find(function)
                .orElseThrow(() -> new LibraryException(function + ": not in " + name + " (" + origin
                        + "); the installed version may be too old, install a newer one"));
        return LINKER.downcallHandle(address, type, options);
    }

    private static SymbolLookup lookup(Source source) throws IOException {
        return switch (source) {
            case Source.Name(String name) -> SymbolLookup.libraryLookup(name, Arena.global());
            case Source.File file -> load(file);
            case Source.Resource resource ->
                load(Unpack.toFile(resource).orElseThrow(() -> new IOException("not on the class path")));
        };
    }

    private static SymbolLookup load(Source.File file) throws IOException {
        if (!Files.exists(file.path())) {
            throw new IOException("no such file");
        }
        for (String companion : file.first()) {
            Path path = file.path().resolveSibling(companion);
            if (Files.exists(path)) {
                SymbolLookup.libraryLookup(path, Arena.global());
            }
        }
        return SymbolLookup.libraryLookup(file.path(), Arena.global());
    }

    @Override
    public String toString() {
        return name + " (" + origin + ")";
    }
}
