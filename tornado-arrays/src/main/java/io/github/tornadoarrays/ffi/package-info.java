/**
 * The way into native code: find a {@link io.github.tornadoarrays.ffi.Library}, bind its functions to method handles,
 * check the {@link io.github.tornadoarrays.ffi.StatusCodes status} they return, lay out the structs they take. In go
 * library names, paths and resources; out come method handles.
 *
 * <p>Everything here is Java's own foreign function interface, and there is no native code of ours; {@link
 * io.github.tornadoarrays.ffi.HeapPins} calls functions of JNI by it. The first use makes JDK 25 print a
 * warning that a restricted method was called. It is harmless and needs no flag; {@code
 * --enable-native-access=ALL-UNNAMED} (class path) or {@code --enable-native-access=io.github.tornadoarrays} (module
 * path) silences it. An application started with {@code java -jar} can put {@code Enable-Native-Access: ALL-UNNAMED}
 * into its own manifest instead; that line in a library's manifest has no effect.
 */
@NullMarked
package io.github.tornadoarrays.ffi;

import org.jspecify.annotations.NullMarked;
