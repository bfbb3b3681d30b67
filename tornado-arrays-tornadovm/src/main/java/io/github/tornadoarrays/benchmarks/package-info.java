/** What is timed beside the engine: task graphs as they are written for TornadoVM alone. {@code scripts/bench engines} runs them. */
@NullMarked
package io.github.tornadoarrays.benchmarks;

import org.jspecify.annotations.NullMarked;
