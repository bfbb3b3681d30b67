package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.ref.Reference;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** A kernel that the user wrote. */
final class RawFunction implements Engine.Raw {
    private final DriverEngine engine;
    private final Language language;
    private final Launcher kernel;
    private final String name;
    private final List<Optional<Driver.Parameter>> parameters;

    /** The types that the memory and the number may have that a parameter takes: a launch has no time for texts. */
    private final List<Set<DType>> memory;

    private final List<Set<DType>> scalars;

    RawFunction(DriverEngine engine, Language language, Launcher kernel, String name) {
        this.engine = engine;
        this.language = language;
        this.kernel = kernel;
        this.name = name;
        this.parameters = kernel.function.parameters();
        this.memory = parameters.stream()
                .map(known -> types(known, (p, t) -> p.pointer() && !p.shared() && named(t, vectorless(p.type()))))
                .toList();
        this.scalars = parameters.stream()
                .map(known -> types(
                        known,
                        (p, t) -> !p.pointer() && (named(t, p.type()) || t.isSigned() && named(t, signed(p.type())))))
                .toList();
    }

    @Override
    public boolean writes(int argument) {
        return argument >= parameters.size()
                || parameters.get(argument).map(Driver.Parameter::written).orElse(true);
    }

    /** The types that fit a parameter; all where nothing is known of it. */
    private static Set<DType> types(Optional<Driver.Parameter> parameter, BiPredicate<Driver.Parameter, DType> fits) {
        return EnumSet.allOf(DType.class).stream()
                .filter(t -> parameter.isEmpty() || fits.test(parameter.get(), t))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DType.class)));
    }

    @Override
    public void check(List<Engine.Argument> arguments) {
        int given = 0;
        for (Engine.Argument a : arguments) {
            given += isArgument(a) ? 1 : 0;
        }
        if (given != parameters.size()) {
            throw new KernelException(name + ": " + given + (given == 1 ? " argument" : " arguments")
                    + " given; the kernel takes " + parameters.size() + signature());
        }
        int i = 0;
        for (Engine.Argument a : arguments) {
            if (isArgument(a)) {
                if (!fits(a, i)) {
                    throw new KernelException(name + ": argument " + i + " is " + text(a) + "; the kernel takes `"
                            + parameters.get(i).orElseThrow().text() + "`" + advice(a));
                }
                i++;
            }
        }
    }

    private boolean isArgument(Engine.Argument a) {
        return language.sharedIsArgument() || !(a instanceof Engine.Argument.Shared);
    }

    private String signature() {
        return parameters.stream().anyMatch(Optional::isEmpty)
                ? ""
                : parameters.stream()
                        .map(p -> p.orElseThrow().text())
                        .toList()
                        .toString()
                        .replaceAll("^\\[", " (")
                        .replaceAll("\\]$", ")");
    }

    private boolean fits(Engine.Argument argument, int i) {
        return switch (argument) {
            case Engine.Argument.Memory m -> memory.get(i).contains(m.buffer().dtype());
            case Engine.Argument.Scalar s -> scalars.get(i).contains(s.type());
            case Engine.Argument.Shared s ->
                parameters.get(i).map(p -> p.pointer() && p.shared()).orElse(true);
        };
    }

    /** Whether a type of the language is what a type is there. */
    private boolean named(DType type, String declared) {
        return !language.knows(declared)
                || language.types().getOrDefault(type, List.of()).contains(declared);
    }

    private static String vectorless(String type) {
        return type.replaceAll("\\d+$", "");
    }

    /** Java has no unsigned types: the signed one's bits stand for them. */
    private static String signed(String type) {
        return type.replaceFirst("^unsigned |^u", "");
    }

    private static String text(Engine.Argument argument) {
        return switch (argument) {
            case Engine.Argument.Memory m -> "an array of " + m.buffer().dtype();
            case Engine.Argument.Scalar s -> "a scalar of type " + s.type();
            case Engine.Argument.Shared s -> s.bytes() + " bytes of shared memory";
        };
    }

    private static String advice(Engine.Argument argument) {
        return switch (argument) {
            case Engine.Argument.Memory m -> "; convert the array with astype, or change the parameter";
            case Engine.Argument.Scalar s -> "; scalars are passed in the type they have in Java, cast it there";
            case Engine.Argument.Shared s -> "";
        };
    }

    @Override
    public void launch(long[] groups, long[] group, List<Engine.Argument> arguments) {
        check(arguments);
        long[] items = new long[groups.length];
        long shared = 0;
        for (int d = 0; d < items.length; d++) {
            items[d] = size(groups[d], group[d], d);
        }
        for (Engine.Argument a : arguments) {
            shared += a instanceof Engine.Argument.Shared s ? s.bytes() : 0;
        }
        if (shared > engine.limits().sharedIfAsked()) {
            throw new KernelException(String.format(
                    Locale.ROOT,
                    "%s: %,d bytes of shared memory for a group; %s has %,d",
                    name,
                    shared,
                    engine.name(),
                    engine.limits().sharedIfAsked()));
        }
        kernel.check(items, group);
        for (long n : items) {
            if (n == 0) {
                return;
            }
        }
        kernel.lock.lock();
        try {
            int at = 0;
            for (Engine.Argument argument : arguments) {
                switch (argument) {
                    case Engine.Argument.Memory m -> {
                        DriverBuffer own = engine.own(m.buffer());
                        engine.order(own, writes(at));
                        kernel.function.setMemory(at, own.memory());
                    }
                    case Engine.Argument.Scalar s -> kernel.function.setScalar(at, s.type(), s.bits());
                    case Engine.Argument.Shared s -> kernel.function.setShared(at, s.bytes());
                }
                at += isArgument(argument) ? 1 : 0;
            }
            kernel.launch(items, group);
        } finally {
            kernel.lock.unlock();
            Reference.reachabilityFence(arguments);
        }
    }

    private long size(long groups, long group, int dimension) {
        if (groups < 0 || Math.multiplyHigh(groups, group) != 0 || groups * group < 0) {
            throw new KernelException(name + ": " + groups + " groups of " + group + " work items along dimension "
                    + dimension + "; there must be 0 or more groups, and less than 2**63 work items");
        }
        return groups * group;
    }
}
