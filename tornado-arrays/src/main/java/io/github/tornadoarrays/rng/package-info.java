/**
 * Random numbers as pure functions: what element i of a draw is. In: seed, draw id, index. Out: numbers, the same on
 * every engine, for any number of threads, whatever range is asked for.
 *
 * <h2>Definition</h2>
 *
 * <p>A generator has a 64-bit seed and counts its draws (one call of a random function, one draw) from 0. With
 * key = SplitMix64(seed), block c of draw d is Philox4x32-10 of the counter words (c low, c high, d low, d high) under
 * (key low, key high): four 32-bit words w₀ … w₃. From them, for element i:
 *
 * <table>
 * <caption>Elements</caption>
 * <tr><th>what</th><th>block</th><th>value</th></tr>
 * <tr><td>bits32</td><td>i / 4</td><td>w of index i mod 4</td></tr>
 * <tr><td>bits64</td><td>i / 2</td><td>w₀ + 2³² w₁ for even i, w₂ + 2³² w₃ for odd i</td></tr>
 * <tr><td>uniform float32</td><td>i / 4</td><td>(bits32 &gt;&gt;&gt; 8) · 2⁻²⁴, in [0, 1)</td></tr>
 * <tr><td>uniform float64</td><td>i / 2</td><td>(bits64 &gt;&gt;&gt; 11) · 2⁻⁵³, in [0, 1)</td></tr>
 * <tr><td>normal float32</td><td>i / 4</td><td>{@link io.github.tornadoarrays.rng.BoxMuller} of (w₀, w₁) for elements 0
 *   (cosine) and 1 (sine) of the block, of (w₂, w₃) for elements 2 and 3</td></tr>
 * <tr><td>normal float64</td><td>i / 2</td><td>the same of (w₀ + 2³² w₁, w₂ + 2³² w₃)</td></tr>
 * <tr><td>integer, range ≤ 2³²</td><td>i / 2</td><td>low + ⌊bits64 · range / 2⁶⁴⌋, for every integer type</td></tr>
 * <tr><td>integer, larger range</td><td>i</td><td>low + ⌊(w₀ + 2³² w₁ + 2⁶⁴ w₂ + 2⁹⁶ w₃) · range / 2¹²⁸⌋</td></tr>
 * <tr><td>choice with probabilities</td><td>i / 2</td><td>the first index whose cumulative probability is above the uniform
 *   float64</td></tr>
 * <tr><td>permutation</td><td></td><td>the indices in increasing order of bits64 taken as signed, ties by index; a choice of
 *   k without replacement is its beginning</td></tr>
 * <tr><td>the same with probabilities p</td><td></td><td>the indices in increasing order of (normal float64's radius of
 *   bits64)² / p, ties by index, p = 0 last</td></tr>
 * </table>
 *
 * <p>An element of any other distribution ({@link io.github.tornadoarrays.rng.Samples}, {@link io.github.tornadoarrays.rng.Counts}) has a stream
 * of blocks of its own: with the key k = w₀ + 2³² w₁ of block 2⁶⁴ - 1 of the draw, block n of element i is Philox4x32-10 of the counter
 * words (i low, i high, n low, n high) under k.
 *
 * <p>Bit for bit, that is: the normal numbers are made of correctly rounded operations only. The period is 2⁶⁴ draws of
 * 2⁶⁴ blocks. Not for cryptography.
 */
package io.github.tornadoarrays.rng;
