/** What every engine's Fourier transforms are made of: factors of lengths, roots of unity. In: lengths. Out: tables. */
package io.github.tornadoarrays.fourier;
