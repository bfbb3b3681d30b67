package io.github.tornadoarrays;

/**
 * The distinct elements of an array, and more about each; {@link Np#uniqueAll}.
 *
 * @param values the distinct elements in ascending order
 * @param indices where each occurs first, in row-major order or along the axis; int64
 * @param inverseIndices for each element, or slice along the axis, the index of its value; int64
 * @param counts how often each value occurs; int64
 */
public record UniqueAll(NDArray values, NDArray indices, NDArray inverseIndices, NDArray counts) {}
