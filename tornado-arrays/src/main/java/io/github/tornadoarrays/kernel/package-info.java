/**
 * What a Java method says so that it can run on every engine: which loops are parallel, what is accumulated, and, in
 * {@link io.github.tornadoarrays.kernel.KernelContext}, where a work item stands and what it shares with its group.
 */
package io.github.tornadoarrays.kernel;
