/**
 * What every other package speaks of: element types, shapes, layouts, promotion, memory and the exceptions.
 * In: nothing. Out: values.
 */
package io.github.tornadoarrays.core;
