package io.github.tornadoarrays;

import java.util.List;

/**
 * In which order {@link Np#einsum} makes its products; {@link Np#einsumPath}.
 *
 * @param contractions for each step the two operands, counted as NumPy does: both leave the list, and their product is put at its end
 * @param largest how many elements the largest result of a step has
 */
public record EinsumPath(List<int[]> contractions, long largest) {}
