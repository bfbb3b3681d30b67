package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a launch beside its arguments. Dimension 0, the one in which neighbours differ, comes first.
 *
 * @param items work items that there must be at least along each dimension; empty where not said
 * @param groups groups along each dimension; empty where not said
 * @param block work items of a group along each dimension; empty where not said
 * @param engine where it runs; null where the arguments say
 * @param stream the engine's stream that it goes into; null for the thread's
 * @param plain whether the method itself is run, as Java
 */
public record LaunchOptions(
        List<Long> items,
        List<Long> groups,
        List<Long> block,
        @Nullable Engine engine,
        Engine.@Nullable Stream stream,
        boolean plain) {
    public static final LaunchOptions NONE = new LaunchOptions(List.of(), List.of(), List.of(), null, null, Modes.JAVA);

    public LaunchOptions withItems(List<Long> n) {
        return new LaunchOptions(n, List.of(), block, engine, stream, plain);
    }

    public LaunchOptions withGroups(List<Long> n) {
        return new LaunchOptions(List.of(), n, block, engine, stream, plain);
    }

    public LaunchOptions withBlock(List<Long> n) {
        return new LaunchOptions(items, groups, n, engine, stream, plain);
    }

    public LaunchOptions on(Engine e) {
        return new LaunchOptions(items, groups, block, e, null, plain);
    }

    public LaunchOptions in(Engine e, Engine.Stream s) {
        return new LaunchOptions(items, groups, block, e, s, plain);
    }

    public LaunchOptions asJava() {
        return new LaunchOptions(items, groups, block, engine, stream, true);
    }
}
