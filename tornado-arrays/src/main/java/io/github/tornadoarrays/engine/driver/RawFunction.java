package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A kernel that the user wrote. */
final class RawFunction implements Engine.Raw {
    private final DriverEngine engine;
    private final Language language;
    private final Launcher kernel;
    private final String name;
    private final List<Optional<Driver.Parameter>> parameters;

    RawFunction(DriverEngine engine, Language language, Launcher kernel, String name) {
        this.engine = engine;
        this.language = language;
        this.kernel = kernel;
        this.name = name;
        this.parameters = kernel.function.parameters();
    }

    @Override
    public boolean writes(int argument) {
        return argument >= parameters.size()
                || parameters.get(argument).map(Driver.Parameter::written).orElse(true);
    }

    @Override
    public void check(List<Engine.Argument> arguments) {
        List<Engine.Argument> given =
                arguments.stream().filter(this::isArgument).toList();
        if (given.size() != parameters.size()) {
            throw new KernelException(name + ": " + given.size()
                    + (given.size() == 1 ? " argument" : " arguments") + " given; the kernel takes "
                    + parameters.size() + signature());
        }
        for (int i = 0; i < given.size(); i++) {
            Optional<Driver.Parameter> parameter = parameters.get(i);
            if (parameter.isPresent() && !fits(given.get(i), parameter.get())) {
                throw new KernelException(name + ": argument " + i + " is " + text(given.get(i))
                        + "; the kernel takes `" + parameter.get().text() + "`" + advice(given.get(i)));
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

    private boolean fits(Engine.Argument argument, Driver.Parameter p) {
        return switch (argument) {
            case Engine.Argument.Memory m ->
                p.pointer() && !p.shared() && named(m.buffer().dtype(), vectorless(p.type()));
            case Engine.Argument.Scalar s ->
                !p.pointer() && (named(s.type(), p.type()) || s.type().isSigned() && named(s.type(), signed(p.type())));
            case Engine.Argument.Shared s -> p.pointer() && p.shared();
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
