package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What leads out of a method: calls, which are written out in their place, fields, and records. */
final class Calls {
    private static final String CONTEXT = "io/github/tornadoarrays/kernel/KernelContext";

    /** The classes of boxed numbers, each with the method that gives the number. */
    private static final Map<String, String> UNBOXING = Map.of(
            "java/lang/Boolean", "booleanValue",
            "java/lang/Byte", "byteValue",
            "java/lang/Short", "shortValue",
            "java/lang/Character", "charValue",
            "java/lang/Integer", "intValue",
            "java/lang/Long", "longValue",
            "java/lang/Float", "floatValue",
            "java/lang/Double", "doubleValue");

    private final MethodReader reader;
    private final Sink sink;
    private final Stack stack;

    Calls(MethodReader reader, Sink sink, Stack stack) {
        this.reader = reader;
        this.sink = sink;
        this.stack = stack;
    }

    // ---- objects

    void allocate(int i, String type) {
        if (!isRecord(type)) {
            if (type.endsWith("Exception") || type.endsWith("Error")) {
                throw reader.thrown(i);
            }
            throw reader.refuse(
                    i, "an object is made: new " + type.replace('/', '.'), "use primitives, or a record of primitives");
        }
        stack.push(new Val.Raw(type, i));
    }

    private boolean isRecord(String type) {
        return reader.session
                .files
                .find(type)
                .flatMap(c -> c.findAttribute(Attributes.record()))
                .isPresent();
    }

    void field(int i, FieldInstruction f) {
        String owner = f.owner().asInternalName();
        String name = f.name().stringValue();
        switch (f.opcode()) {
            case GETSTATIC -> stack.push(constant(i, owner, name));
            case PUTSTATIC ->
                throw reader.refuse(i, "the static field " + name + " is written", "write into an array parameter");
            case GETFIELD -> stack.push(component(i, stack.pop(), name));
            default -> {
                Val value = stack.pop();
                if (!(stack.pop() instanceof Val.Making m) || !m.names().contains(name)) {
                    throw reader.refuse(i, "the field " + name + " is written", "write into an array parameter");
                }
                String wrong = m.cells().get(m.names().indexOf(name)).write(value, sink);
                if (wrong != null) {
                    throw reader.refuse(i, "the field " + name + " holds " + wrong, "use a record of primitives");
                }
            }
        }
    }

    private Val component(int i, Val of, String name) {
        return switch (of) {
            case Val.Context k
            when TornadoApi.id(name).isPresent() ->
                new Val.Scalar(TornadoApi.id(name).get());
            case Val.Struct s
            when s.names().contains(name) -> s.parts().get(s.names().indexOf(name));
            case Val.Making m
            when m.names().contains(name) ->
                m.cells().get(m.names().indexOf(name)).read();
            default ->
                throw reader.refuse(i, "the field " + name + " of an object is read", "pass its value as a parameter");
        };
    }

    /** The value of a static final field. */
    private Val constant(int i, String owner, String name) {
        Field field;
        try {
            field = reader.session.files.load(owner).getDeclaredField(name);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw reader.refuse(
                    i, "the static field " + name + " can't be read (" + e + ")", "pass its value as a parameter");
        }
        if (!Modifier.isFinal(field.getModifiers())) {
            throw reader.refuse(
                    i, "the static field " + name + " is not final", "make it final, or pass its value as a parameter");
        }
        if (!field.getType().isPrimitive()) {
            throw reader.refuse(
                    i,
                    "the static field " + name + " is "
                            + (field.getType().isArray()
                                    ? "an array"
                                    : "a " + field.getType().getSimpleName()),
                    field.getType().isArray()
                            ? "pass it as a parameter"
                            : "kernels have no objects and print nothing; use primitives and arrays");
        }
        if (!field.trySetAccessible()) {
            throw reader.refuse(
                    i,
                    "the static field " + name + " is not accessible",
                    "pass its value as a parameter, or open its package to io.github.tornadoarrays");
        }
        try {
            return new Val.Scalar(Arithmetic.constant(field.get(null)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- calls

    KernelException dynamic(int i, InvokeDynamicInstruction d) {
        String what = d.bootstrapMethod().owner().displayName();
        return switch (what) {
            case "StringConcatFactory" -> reader.refuse(i, "strings are joined", "kernels know no strings");
            case "LambdaMetafactory" ->
                reader.refuse(i, "a lambda or method reference in a kernel", "call a static method by its name");
            case "ObjectMethods" ->
                reader.refuse(
                        i, "a record's own " + d.name().stringValue(), "compare or combine its components one by one");
            default -> reader.refuse(i, "a call through " + what, "call a static method by its name");
        };
    }

    void call(int i, InvokeInstruction c) {
        String owner = c.owner().asInternalName();
        String name = c.name().stringValue();
        List<Val> arguments = new ArrayList<>();
        for (ClassDesc _ : c.typeSymbol().parameterList()) {
            arguments.addFirst(stack.pop());
        }
        if (c.opcode() == Opcode.INVOKESTATIC) {
            if (isBoxing(owner, name, c)) {
                stack.push(new Val.Scalar(Stack.number(arguments.get(0))));
            } else {
                callStatic(i, c, owner, name, arguments);
            }
            return;
        }
        Val target = stack.pop();
        switch (target) {
            case Val.Context k when owner.equals(CONTEXT) -> context(i, name, arguments);
            case Val.Context k when owner.equals(TornadoApi.CONTEXT_INTERNAL) -> tornado(i, c, arguments);
            case Val.Array a
            when TornadoApi.isContainer(owner) ->
                new Containers(reader, sink, stack).call(i, owner, name, a, arguments);
            case Val.Scalar s when name.equals(UNBOXING.get(owner)) -> stack.push(s);
            case Val.Struct s -> inline(i, c, s.type(), prepend(s, arguments));
            case Val.Raw r when name.equals("<init>") -> construct(i, c, r, arguments);
            case Val.Making m
            when name.equals("<init>") -> {
                if (!owner.equals("java/lang/Record")) {
                    inline(i, c, owner, prepend(m, arguments));
                }
            }
            case Val.Making m -> inline(i, c, m.type(), prepend(m, arguments));
            default ->
                throw reader.refuse(
                        i,
                        "a method of an object is called: " + Code.title(owner, name),
                        "call a static method, or a method of a record");
        }
    }

    /** Whether a number is put into an object, which here is the number itself. */
    private static boolean isBoxing(String owner, String name, InvokeInstruction c) {
        return name.equals("valueOf")
                && UNBOXING.containsKey(owner)
                && c.typeSymbol().parameterType(0).isPrimitive()
                && c.typeSymbol().parameterCount() == 1;
    }

    private static List<Val> prepend(Val first, List<Val> rest) {
        List<Val> all = new ArrayList<>(rest);
        all.addFirst(first);
        return all;
    }

    private void callStatic(int i, InvokeInstruction c, String owner, String name, List<Val> arguments) {
        if (Intrinsics.isLibrary(owner)) {
            List<Expr> numbers = new ArrayList<>();
            for (Val v : arguments) {
                if (!(v instanceof Val.Scalar || v instanceof Val.Compare)) {
                    throw reader.refuse(
                            i, Code.title(owner, name) + " can't be called in a kernel", "write it out as a loop");
                }
                numbers.add(Stack.number(v));
            }
            Intrinsics.Function f = Intrinsics.find(owner, name, c.type().stringValue())
                    .orElseThrow(() -> reader.refuse(
                            i,
                            Code.title(owner, name) + " can't be called in a kernel",
                            Intrinsics.instead(owner, name)));
            boolean divides = name.matches("(floor|ceil|divide|remainder).*(Div|Mod|Unsigned).*");
            if (divides && numbers.size() == 2) {
                numbers.set(1, reader.divisor(i, numbers.get(1)));
            }
            stack.push(f.apply(sink, numbers));
            return;
        }
        inline(i, c, owner, arguments);
    }

    private void construct(int i, InvokeInstruction c, Val.Raw raw, List<Val> arguments) {
        List<String> names = new ArrayList<>();
        reader.session
                .files
                .find(raw.type())
                .flatMap(m -> m.findAttribute(Attributes.record()))
                .ifPresent(r -> r.components().forEach(x -> names.add(x.name().stringValue())));
        Val.Making making = new Val.Making(
                raw.type(), names, names.stream().map(n -> new Cell(n, true)).toList());
        inline(i, c, raw.type(), prepend(making, arguments));
        Val.Struct made = new Val.Struct(
                raw.type(), names, making.cells().stream().map(Cell::read).toList());
        stack.entries().replaceAll(v -> v.equals(raw) ? made : v);
    }

    /** Writes a method's body here. */
    private void inline(int i, InvokeInstruction c, String owner, List<Val> arguments) {
        ClassModel model = reader.session.files.find(owner).orElse(null);
        MethodModel method = model == null
                ? null
                : ClassFiles.method(model, c.name().stringValue(), c.type().stringValue())
                        .orElse(null);
        String title = Code.title(owner, c.name().stringValue());
        if (method == null || method.code().isEmpty()) {
            throw reader.refuse(
                    i,
                    title + " can't be read: "
                            + (model == null ? "its class has no class file" : "it has no code in that class"),
                    "call static methods of classes that are on the class path");
        }
        String key = owner + "." + c.name().stringValue() + c.type().stringValue();
        if (reader.session.calls.contains(key)) {
            throw reader.refuse(i, title + " calls itself", "write the recursion as a loop");
        }
        reader.session.calls.push(key);
        MethodReader.Read read = MethodReader.read(reader.session, new Code(model, method), arguments);
        reader.session.calls.pop();
        List<Stmt> body = Tidy.jumps(new Structure(read.flow(), reader.session.labels).statements());
        if (writes(body)) {
            stack.settleReads();
        }
        body.forEach(sink::add);
        if (read.result() != null) {
            stack.push(read.result());
        }
    }

    static boolean writes(List<Stmt> body) {
        AtomicBoolean found = new AtomicBoolean();
        Walk.statements(body, s -> {
            if (s instanceof Stmt.Store || s instanceof Stmt.Atomic || s instanceof Stmt.Barrier) {
                found.set(true);
            }
        });
        return found.get();
    }

    // ---- the kernel context

    private void context(int i, String name, List<Val> arguments) {
        Expr.IdKind id = Contexts.id(name);
        if (id != null) {
            if (!(Stack.number(arguments.getFirst()) instanceof Expr.Const d) || d.bits() < 0 || d.bits() > 2) {
                throw reader.refuse(i, "the dimension of " + name + " is not 0, 1 or 2", "write the number");
            }
            stack.push(new Expr.Id(id, (int) d.bits()));
            return;
        }
        switch (name) {
            case "barrier" -> {
                stack.settleReads();
                sink.add(new Stmt.Barrier());
            }
            case "sharedFloats" -> stack.push(shared(i, DType.FLOAT32, arguments));
            case "sharedDoubles" -> stack.push(shared(i, DType.FLOAT64, arguments));
            case "sharedInts" -> stack.push(shared(i, DType.INT32, arguments));
            case "sharedLongs" -> stack.push(shared(i, DType.INT64, arguments));
            default -> atomic(i, name, arguments);
        }
    }

    /** A method of TornadoVM's context: as the one of ours that does the same; its atomics give no result. */
    private void tornado(int i, InvokeInstruction c, List<Val> arguments) {
        String name = c.name().stringValue();
        String own = TornadoApi.contextMethod(name)
                .orElseThrow(() -> reader.refuse(
                        i,
                        "TornadoVM's KernelContext." + name + " in a kernel",
                        "use its ids, localBarrier, atomicAdd, and local arrays of int, long, float and double"));
        context(i, own, arguments);
        if (own.equals("atomicAdd")) {
            stack.pop();
        }
    }

    private Val shared(int i, DType type, List<Val> arguments) {
        if (!(Stack.number(arguments.getFirst()) instanceof Expr.Const n) || n.bits() < 1) {
            throw reader.refuse(
                    i,
                    "the length of a shared array is not a constant above 0",
                    "write the number, or a static final one");
        }
        Val.Memory m = Elements.named(reader, sink, i, type, List.of(n));
        reader.session.shared.add(new Stmt.Shared(m.buf(), n.bits()));
        return new Val.Array(m, null);
    }

    private void atomic(int i, String name, List<Val> arguments) {
        if (Contexts.atomic(name) == null) {
            throw reader.refuse(i, "KernelContext." + name + " is unknown", "use ids, barrier and atomics");
        }
        Elements elements = new Elements(reader, sink, stack);
        Val.Array a = elements.array(i, arguments.get(0));
        Elements.Place at = elements.place(i, a, Stack.number(arguments.get(1)));
        List<Expr> operands = new ArrayList<>();
        arguments.subList(2, arguments.size()).forEach(v -> operands.add(Stack.number(v)));
        stack.settleReads();
        Expr.Var before =
                new Expr.Var(sink.names().temporary("before"), a.of().buf().type());
        Stmt change = new Stmt.Atomic(Contexts.atomic(name), before, a.of().buf(), at.index(), operands);
        Expr.Var kept = new Expr.Var(sink.names().temporary("before"), before.type());
        if (at.fine() == null) {
            sink.add(change);
            sink.assign(kept, before);
        } else {
            sink.assign(kept, Expr.constant(kept.type(), 0L));
            sink.add(new Stmt.If(at.fine(), List.of(change, new Stmt.Assign(kept, before)), List.of()));
        }
        stack.push(kept);
    }
}
