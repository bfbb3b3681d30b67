package io.github.tornadoarrays;

/**
 * The distinct elements of an array, and which of them each element is; {@link Np#uniqueInverse}.
 *
 * @param values the distinct elements in ascending order
 * @param inverseIndices for each element, or slice along the axis, the index of its value; int64
 */
public record UniqueInverse(NDArray values, NDArray inverseIndices) {}
