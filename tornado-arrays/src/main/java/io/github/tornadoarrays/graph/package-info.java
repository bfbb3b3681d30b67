/**
 * Lazy expressions: small nodes that say what an array is. All checks of what the user asked for are made while a node is
 * built, so that an error points at the user's line. In: operations on nodes. Out: nodes, to {@code fuse}.
 */
package io.github.tornadoarrays.graph;
