/** The demo ({@code scripts/demo}) and the numbered examples, each of which runs on its own. */
@NullMarked
package io.github.tornadoarrays.examples;

import org.jspecify.annotations.NullMarked;
