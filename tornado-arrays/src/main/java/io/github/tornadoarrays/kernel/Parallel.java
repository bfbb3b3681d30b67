package io.github.tornadoarrays.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The iterations of the loop over this variable are independent of each other and may run in any order, all at once:
 * {@code for (@Parallel int i = 0; i < n; i++)}. Up to three such loops may be nested.
 *
 * <p>The variable's type has to be written out: of {@code @Parallel var i} Java's compiler keeps nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.LOCAL_VARIABLE, ElementType.TYPE_USE})
public @interface Parallel {}
