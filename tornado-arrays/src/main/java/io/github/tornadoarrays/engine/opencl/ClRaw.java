package io.github.tornadoarrays.engine.opencl;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A kernel that the user wrote in OpenCL C. */
final class ClRaw implements Engine.Raw {
    static final String LANGUAGE = "OpenCL C";

    /** Without it drivers forget what the parameters were. */
    static final String OPTIONS = "-cl-kernel-arg-info";

    private static final int ADDRESS_QUALIFIER = 0x1196;
    private static final int TYPE_NAME = 0x1198;
    private static final int TYPE_QUALIFIER = 0x1199;
    private static final int NAME = 0x119A;

    private static final long LOCAL = 0x119C;
    private static final long CONSTANT = 0x119D;
    private static final long PRIVATE = 0x119E;
    private static final long CONST = 1;

    /** OpenCL's names of the types that a Java or array type is. */
    private static final Map<DType, List<String>> NAMES = Map.ofEntries(
            Map.entry(DType.BOOL, List.of("uchar", "char", "bool")),
            Map.entry(DType.INT8, List.of("char")),
            Map.entry(DType.UINT8, List.of("uchar")),
            Map.entry(DType.INT16, List.of("short")),
            Map.entry(DType.UINT16, List.of("ushort")),
            Map.entry(DType.INT32, List.of("int")),
            Map.entry(DType.UINT32, List.of("uint")),
            Map.entry(DType.INT64, List.of("long")),
            Map.entry(DType.UINT64, List.of("ulong")),
            Map.entry(DType.FLOAT16, List.of("half", "ushort", "short")),
            Map.entry(DType.BFLOAT16, List.of("ushort", "short")),
            Map.entry(DType.FLOAT32, List.of("float")),
            Map.entry(DType.FLOAT64, List.of("double")),
            Map.entry(DType.COMPLEX64, List.of("float")),
            Map.entry(DType.COMPLEX128, List.of("double")));

    private static final List<String> KNOWN =
            NAMES.values().stream().flatMap(List::stream).distinct().toList();

    private final OpenClEngine engine;
    private final ClKernel kernel;
    private final String name;
    private final List<Optional<Parameter>> parameters = new ArrayList<>();

    /** What the driver says of a parameter; the type without the star of a pointer. */
    private record Parameter(String name, String type, boolean pointer, boolean local, boolean written) {
        String text() {
            return (local ? "local " : "") + type + (pointer ? "* " : " ") + name;
        }
    }

    ClRaw(OpenClEngine engine, ClKernel kernel, String name) {
        this.engine = engine;
        this.kernel = kernel;
        this.name = name;
        for (int i = 0; i < kernel.arguments(); i++) {
            parameters.add(parameter(i));
        }
    }

    /** Empty where the driver doesn't tell, as is its right. */
    private Optional<Parameter> parameter(int i) {
        Info info = (what, room, value, size) -> Cl.getKernelArgInfo(kernel.handle(), i, what, room, value, size);
        String type = info.text(TYPE_NAME);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        long space = info.number(ADDRESS_QUALIFIER);
        boolean pointer = type.endsWith("*") || space != PRIVATE;
        boolean written = space != CONSTANT && (info.number(TYPE_QUALIFIER) & CONST) == 0;
        String element = type.replace("*", "").replace("unsigned ", "u").strip();
        return Optional.of(new Parameter(info.text(NAME), element, pointer, space == LOCAL, written));
    }

    @Override
    public boolean writes(int argument) {
        return argument >= parameters.size()
                || parameters.get(argument).map(Parameter::written).orElse(true);
    }

    @Override
    public void check(List<Engine.Argument> arguments) {
        if (arguments.size() != kernel.arguments()) {
            throw new KernelException(name + ": " + arguments.size() + " arguments given; the kernel takes "
                    + kernel.arguments() + signature());
        }
        for (int i = 0; i < arguments.size(); i++) {
            Optional<Parameter> parameter = parameters.get(i);
            if (parameter.isPresent() && !fits(arguments.get(i), parameter.get())) {
                throw new KernelException(name + ": argument " + i + " is " + text(arguments.get(i))
                        + "; the kernel takes `" + parameter.get().text() + "`" + advice(arguments.get(i)));
            }
        }
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

    private static boolean fits(Engine.Argument argument, Parameter p) {
        return switch (argument) {
            case Engine.Argument.Memory m ->
                p.pointer && !p.local && named(m.buffer().dtype(), vectorless(p.type));
            case Engine.Argument.Scalar s ->
                !p.pointer && (named(s.type(), p.type) || s.type().isSigned() && named(s.type(), signed(p.type)));
            case Engine.Argument.Shared s -> p.pointer && p.local;
        };
    }

    /** Whether a type of OpenCL C is what a type is there; of types that the source defines that isn't known. */
    private static boolean named(DType type, String name) {
        return !KNOWN.contains(name) || NAMES.getOrDefault(type, List.of()).contains(name);
    }

    private static String vectorless(String type) {
        return type.replaceAll("\\d+$", "");
    }

    /** Java has no unsigned types: the signed one's bits stand for them. */
    private static String signed(String type) {
        return type.startsWith("u") ? type.substring(1) : type;
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
        if (shared > engine.traits().sharedBytes()) {
            throw new KernelException(String.format(
                    Locale.ROOT,
                    "%s: %,d bytes of shared memory for a group; %s has %,d",
                    name,
                    shared,
                    engine.name(),
                    engine.traits().sharedBytes()));
        }
        kernel.check(items, group);
        for (long n : items) {
            if (n == 0) {
                return;
            }
        }
        kernel.lock.lock();
        try {
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case Engine.Argument.Memory m -> kernel.setBuffer(i, engine.own(m.buffer()));
                    case Engine.Argument.Scalar s -> kernel.setScalar(i, s.type(), s.bits());
                    case Engine.Argument.Shared s -> kernel.setShared(i, s.bytes());
                }
            }
            kernel.enqueue(items, group);
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
