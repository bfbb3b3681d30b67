/**
 * Arrays as text, as NumPy 2 prints them. In: elements in the host's memory with their layout. Out: strings.
 */
package io.github.tornadoarrays.text;
