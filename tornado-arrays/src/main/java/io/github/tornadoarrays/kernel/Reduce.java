package io.github.tornadoarrays.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parallel loop accumulates into this: a local variable ({@code @Reduce float sum = 0}), or an array parameter whose
 * element at a fixed index takes up the values. The accumulation is one of {@code +}, {@code *}, {@code Math.min} and
 * {@code Math.max}; its order is not the loop's, so sums of floats round differently.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.LOCAL_VARIABLE, ElementType.PARAMETER, ElementType.TYPE_USE})
public @interface Reduce {}
