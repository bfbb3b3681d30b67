/**
 * TornadoVM as an engine. In come kernels of work items; they leave as Java bytecode in TornadoVM's API, which its compiler makes
 * device code of, and are launched on its devices, on memory that it gives.
 */
@NullMarked
package io.github.tornadoarrays.tornadovm;

import org.jspecify.annotations.NullMarked;
