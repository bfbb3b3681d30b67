/**
 * What engines of devices have in common: memory that is used again, transfers, compiled programs, kernels that choose how each
 * launch is spread. A native interface is a {@link io.github.tornadoarrays.engine.driver.Driver}, and as thin as it can be.
 */
@NullMarked
package io.github.tornadoarrays.engine.driver;

import org.jspecify.annotations.NullMarked;
