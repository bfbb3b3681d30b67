package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Verifier;
import io.github.tornadoarrays.ir.Walk;
import io.github.tornadoarrays.kernel.KernelContext;
import java.lang.classfile.ClassModel;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Java methods. */
public final class Lift {
    private final Method method;
    private final Session session;
    private final Code code;
    private final List<Lifted.Parameter> parameters = new ArrayList<>();
    private final List<Buf> buffers = new ArrayList<>();

    private Lift(Method method, boolean checked, boolean function) {
        this.method = method;
        Class<?> owner = method.getDeclaringClass();
        String internal = owner.getName().replace('.', '/');
        session = new Session(owner, method.getName(), checked, function);
        String title = Code.title(internal, method.getName());
        if (!Modifier.isStatic(method.getModifiers())) {
            throw new KernelException(title + ": the method is not static; make it static and pass what it needs");
        }
        ClassModel model = session.files
                .find(internal)
                .orElseThrow(() -> new KernelException(title + ": its class has no class file that "
                        + owner.getClassLoader() + " can give; a kernel is read from the class file of its method"));
        String descriptor = method.getReturnType() == void.class ? descriptor(method) : descriptor(method);
        code = new Code(
                model, ClassFiles.method(model, method.getName(), descriptor).orElseThrow());
        session.calls.push(internal + "." + method.getName() + descriptor);
    }

    private static String descriptor(Method m) {
        return MethodType.methodType(m.getReturnType(), m.getParameterTypes()).toMethodDescriptorString();
    }

    /**
     * Reads a kernel: a static method with parallel loops, or one that takes a kernel context.
     *
     * @param checked whether indices and divisors are checked
     * @throws KernelException if the method can't be a kernel; the message says where and why
     */
    public static Lifted method(Method method, boolean checked) {
        return new Lift(method, checked, false).kernel();
    }

    /**
     * Reads a function of numbers: a static method that takes and returns primitives. Its parallel loops are loops like others.
     *
     * @throws KernelException if the method can't be one; the message says where and why
     */
    public static LiftedFunction function(Method method) {
        String owner = method.getDeclaringClass().getName().replace('.', '/');
        return Intrinsics.find(owner, method.getName(), descriptor(method))
                .map(f -> operation(method, f))
                .orElseGet(() -> new Lift(method, false, true).scalar());
    }

    /** A method of the JDK. */
    private static LiftedFunction operation(Method method, Intrinsics.Function f) {
        Names names = new Names();
        List<Expr.Var> vars = new ArrayList<>();
        for (Class<?> t : method.getParameterTypes()) {
            vars.add(new Expr.Var(names.fresh("p" + vars.size()), memory(t)));
        }
        List<Stmt> body = new ArrayList<>();
        Expr value =
                f.apply(new Sink(body, names), vars.stream().map(Types::widen).toList());
        Expr result = Types.narrow(value, memory(method.getReturnType()));
        String title = Code.title(method.getDeclaringClass().getName().replace('.', '/'), method.getName());
        return new LiftedFunction(title, vars, Declarations.place(body, new HashSet<>(vars), Map.of()), result);
    }

    private LiftedFunction scalar() {
        // a lambda that gives its result as an object boxes it last
        Class<?> type = MethodType.methodType(method.getReturnType()).unwrap().returnType();
        if (!type.isPrimitive() || type == void.class) {
            throw code.refuse(
                    0,
                    "the function returns " + method.getReturnType().getTypeName(),
                    "return a primitive that is computed from the parameters");
        }
        List<Val> arguments = parameters();
        for (Lifted.Parameter p : parameters) {
            if (!(p instanceof Lifted.Parameter.Scalar)) {
                throw code.refuse(0, "the parameter " + p.name() + " is no primitive", "take and return primitives");
            }
        }
        MethodReader.Read read = MethodReader.read(session, code, arguments);
        List<Stmt> body = Tidy.jumps(new Structure(read.flow(), session.labels).statements());
        Expr returned = Types.narrow(Stack.number(read.result()), memory(type));
        List<Expr.Var> vars = parameters.stream()
                .map(p -> ((Lifted.Parameter.Scalar) p).var())
                .toList();
        // stored, so that it counts as used
        Buf out = new Buf("result", returned.type(), 0);
        List<Stmt> all = new ArrayList<>(body);
        all.add(new Stmt.Store(out, Arithmetic.number(0), returned));
        List<Stmt> placed =
                Declarations.place(Values.simplify(all, session.names, true), new HashSet<>(vars), session.locals);
        Verifier.check(new Kernel(code.title(), List.of(out), vars, placed));
        Expr result = ((Stmt.Store) placed.getLast()).value();
        return new LiftedFunction(code.title(), vars, List.copyOf(placed.subList(0, placed.size() - 1)), result);
    }

    private Lifted kernel() {
        if (method.getReturnType() != void.class) {
            throw code.refuse(0, "the kernel returns a value", "return void and write into an array parameter");
        }
        List<Val> arguments = parameters();
        boolean grouped = parameters.stream().anyMatch(p -> p instanceof Lifted.Parameter.Context);
        MethodReader.Read read = MethodReader.read(session, code, arguments);
        Lifted shape = new Lifted(code.title(), List.copyOf(parameters), List.of(), List.of());
        Set<Expr.Var> scalars = new LinkedHashSet<>(shape.scalars());
        Set<Expr.Var> reduced = reduced(read);
        Map<Node, ParallelLoop> loops = ParallelLoops.find(read, reduced, scalars, session.names);
        if (loops.isEmpty() && !grouped) {
            throw code.refuse(
                    0,
                    "no loop is @Parallel",
                    "write for (@Parallel int i = 0; i < n; i++) with the type written out (of @Parallel var i Java's compiler"
                            + " keeps nothing), or take a KernelContext as the first parameter");
        }
        if (grouped && !loops.isEmpty()) {
            throw code.refuse(
                    loops.values().iterator().next().at(),
                    "a @Parallel loop in a kernel with a KernelContext",
                    "use the context's ids, or leave the context out");
        }
        List<Stmt> body = Values.simplify(
                Tidy.jumps(new Structure(read.flow(), session.labels, loops).statements()), session.names, false);
        Map<String, Integer> places = new HashMap<>();
        loops.values().forEach(l -> {
            places.put(l.var().name(), l.at());
            places.put(l.count(), l.at());
        });
        List<Integer> takesUp = new ArrayList<>(code.annotatedParameters(Code.REDUCE));
        Set<Buf> reducedArrays = new HashSet<>();
        takesUp.forEach(i -> {
            if (parameters.get(i) instanceof Lifted.Parameter.Array a) {
                reducedArrays.add(a.buf());
            }
        });
        Launches launches = new Launches(session, code, places, scalars, reduced, reducedArrays, buffers.size());
        List<List<Stmt>> bodies = grouped ? List.of(body) : launches.of(body);
        List<Buf> all = new ArrayList<>(buffers);
        all.addAll(launches.buffers);
        List<Kernel> kernels = new ArrayList<>();
        for (List<Stmt> b : bodies) {
            String name = code.title() + (bodies.size() > 1 ? "#" + kernels.size() : "");
            kernels.add(kernel(name, all, shape.scalars(), b));
        }
        return new Lifted(code.title(), used(kernels), List.copyOf(launches.temporaries), List.copyOf(kernels));
    }

    private Kernel kernel(String name, List<Buf> all, List<Expr.Var> scalars, List<Stmt> body) {
        List<Stmt> statements = new ArrayList<>(session.shared);
        statements.addAll(Values.simplify(body, session.names, false));
        Set<Object> known = new HashSet<>(scalars);
        session.shared.forEach(s -> known.add(((Stmt.Shared) s).buf()));
        return Verifier.check(
                new Kernel(name, List.copyOf(all), scalars, Declarations.place(statements, known, session.locals)));
    }

    /** The local variables that loops accumulate into. */
    private Set<Expr.Var> reduced(MethodReader.Read read) {
        Set<Expr.Var> all = new LinkedHashSet<>();
        for (Code.Annotated a : code.annotated(Code.REDUCE)) {
            int web = read.webs().storedBefore(a.slot(), a.start());
            Expr.Var v = web < 0 ? null : read.reader().variable(web);
            if (v == null) {
                throw code.refuse(
                        code.indexOf(a.start()),
                        "a @Reduce variable has no number as its first value",
                        "write @Reduce float sum = 0");
            }
            all.add(v);
        }
        return all;
    }

    /** The parameters with what the kernels do to their arrays. */
    private List<Lifted.Parameter> used(List<Kernel> kernels) {
        Set<Buf> read = new HashSet<>();
        Set<Buf> written = new HashSet<>();
        kernels.forEach(k -> {
            read.addAll(Walk.read(k));
            written.addAll(Walk.written(k));
        });
        return parameters.stream()
                .map(p -> p instanceof Lifted.Parameter.Array a
                        ? new Lifted.Parameter.Array(
                                a.name(), a.buf(), a.extents(), read.contains(a.buf()), written.contains(a.buf()))
                        : p)
                .toList();
    }

    /** Describes the parameters, and gives the values that they have in the kernel. */
    private List<Val> parameters() {
        List<Val> values = new ArrayList<>();
        List<String> names = code.parameterNames();
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            values.add(parameter(i, session.names.fresh(names.get(i)), types[i]));
        }
        return values;
    }

    private Val parameter(int i, String name, Class<?> type) {
        if (type.isPrimitive()) {
            Expr.Var v = new Expr.Var(name, memory(type));
            parameters.add(new Lifted.Parameter.Scalar(name, v));
            return new Val.Scalar(Types.widen(v));
        }
        if (type == KernelContext.class) {
            if (i != 0) {
                throw code.refuse(0, "the KernelContext " + name + " is parameter " + i, "make it the first parameter");
            }
            parameters.add(new Lifted.Parameter.Context(name));
            return new Val.Context();
        }
        if (type.getName().equals(TornadoApi.CONTEXT)) {
            parameters.add(new Lifted.Parameter.Context(name));
            return new Val.Context();
        }
        Class<?> element = type;
        int rank = 0;
        while (element.isArray()) {
            element = element.getComponentType();
            rank++;
        }
        Optional<TornadoApi.Container> container = TornadoApi.container(type);
        if (rank > 0 && rank <= 2 && element.isPrimitive() || container.isPresent()) {
            rank = container.map(TornadoApi.Container::rank).orElse(rank);
            DType elements = container.isPresent() ? container.get().dtype() : memory(element);
            Buf buf = new Buf(name, elements, buffers.size());
            buffers.add(buf);
            List<Expr.Var> extents = new ArrayList<>();
            for (int d = 0; d < rank; d++) {
                String extent = rank == 1 ? "_length" : d == 0 ? "_rows" : "_columns";
                extents.add(new Expr.Var(session.names.fresh(name + extent), DType.INT32));
            }
            parameters.add(new Lifted.Parameter.Array(name, buf, extents, true, true));
            return new Val.Array(new Val.Memory(name, buf, List.copyOf(extents)), null);
        }
        if (type.isRecord()) {
            return struct(name, type);
        }
        throw code.refuse(
                0,
                "the parameter " + name + " is a " + type.getTypeName(),
                "parameters are primitives, arrays of primitives of one or two dimensions, records of primitives, and a"
                        + " KernelContext first");
    }

    private Val struct(String name, Class<?> type) {
        List<Expr.Var> vars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Val> parts = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            if (!c.getType().isPrimitive()) {
                throw code.refuse(
                        0,
                        "the component " + c.getName() + " of the record " + name + " is a "
                                + c.getType().getTypeName(),
                        "records of primitives can be passed; pass other things as parameters of their own");
            }
            Expr.Var v = new Expr.Var(session.names.fresh(name + "_" + c.getName()), memory(c.getType()));
            vars.add(v);
            names.add(c.getName());
            parts.add(new Val.Scalar(Types.widen(v)));
        }
        parameters.add(new Lifted.Parameter.Struct(name, type, vars));
        return new Val.Struct(type.getName().replace('.', '/'), names, parts);
    }

    private static DType memory(Class<?> primitive) {
        return Types.memory(java.lang.constant.ClassDesc.ofDescriptor(primitive.descriptorString()));
    }
}
