/**
 * The one place that sees both halves: it takes a pending node through {@code fuse} and an engine, and keeps what was made.
 * In: nodes. Out: nodes whose elements are in memory.
 */
package io.github.tornadoarrays.run;
