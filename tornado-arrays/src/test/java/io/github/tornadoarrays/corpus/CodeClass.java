package io.github.tornadoarrays.corpus;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import io.github.tornadoarrays.corpus.Code.Ex;
import io.github.tornadoarrays.corpus.Code.Kind;
import io.github.tornadoarrays.corpus.Code.St;
import io.github.tornadoarrays.corpus.Code.Type;
import io.github.tornadoarrays.kernel.Parallel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link Code} as a class, in the shapes that Java's compiler gives it. */
final class CodeClass {
    private static final String NAME = "Made";

    private final CodeBuilder code;
    private final Map<String, Integer> slots;
    private final Map<String, Label[]> loops;

    private CodeClass(CodeBuilder code, Map<String, Integer> slots, Map<String, Label[]> loops) {
        this.code = code;
        this.slots = slots;
        this.loops = loops;
    }

    /** The method, in a class whose file can be read as a resource. */
    static Method define(Code.Method method) {
        byte[] bytes = bytes(method);
        ClassLoader loader = new ClassLoader(CodeClass.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (!name.equals(NAME)) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals(NAME + ".class") ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
            }
        };
        try {
            for (Method m : loader.loadClass(NAME).getDeclaredMethods()) {
                if (m.getName().equals("kernel")) {
                    return m;
                }
            }
            throw new IllegalStateException("no kernel");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Code.Method method) {
        return ClassFile.of().build(ClassDesc.of(NAME), c -> {
            c.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER);
            for (Code.Helper h : method.helpers()) {
                List<ClassDesc> types = new ArrayList<>();
                h.parameters().forEach(p -> types.add(desc(p.type())));
                c.withMethodBody(
                        h.name(), MethodTypeDesc.of(desc(h.type()), types), ClassFile.ACC_STATIC, b -> helper(b, h));
            }
            List<ClassDesc> types = new ArrayList<>();
            for (int d = 0; d < method.depth(); d++) {
                types.add(CD_int);
            }
            method.taken().forEach(p -> types.add(p.isArray() ? desc(p.kind()).arrayType() : desc(p.kind())));
            c.withMethodBody(
                    "kernel",
                    MethodTypeDesc.of(CD_void, types),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                    b -> kernel(b, method));
        });
    }

    private static void helper(CodeBuilder b, Code.Helper h) {
        CodeClass w = new CodeClass(b, new HashMap<>(), new HashMap<>());
        for (int i = 0; i < h.parameters().size(); i++) {
            w.slots.put(h.parameters().get(i).name(), b.parameterSlot(i));
        }
        w.all(h.body());
        w.value(h.result());
        b.return_(kind(h.type()));
    }

    private static void kernel(CodeBuilder b, Code.Method method) {
        Map<String, Integer> slots = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int d = 0; d < method.depth(); d++) {
            names.add(Code.Method.extent(d));
        }
        method.taken().forEach(p -> names.add(p.name()));
        for (int i = 0; i < names.size(); i++) {
            slots.put(names.get(i), b.parameterSlot(i));
        }
        List<TypeAnnotation> parallel = new ArrayList<>();
        new CodeClass(b, slots, new HashMap<>()).grid(method, 0, parallel);
        b.return_();
        b.with(RuntimeVisibleTypeAnnotationsAttribute.of(parallel));
    }

    private void grid(Code.Method method, int d, List<TypeAnnotation> parallel) {
        if (d == method.depth()) {
            Code.Local at = new Code.Local(Type.INT, "at");
            Ex i = new Code.Local(Type.INT, "i");
            Ex place = d == 1
                    ? i
                    : new Code.Binary(
                            "+",
                            new Code.Binary("*", i, new Code.Local(Type.INT, "cols")),
                            new Code.Local(Type.INT, "j"));
            statement(new Code.Declare(at, place));
            all(method.body());
            return;
        }
        int slot = code.allocateLocal(TypeKind.INT);
        Label start = code.newLabel();
        Label test = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(slot).labelBinding(start);
        slots.put(Code.Method.loop(d), slot);
        code.labelBinding(test)
                .iload(slot)
                .iload(slots.get(Code.Method.extent(d)))
                .if_icmpge(end);
        code.block(b -> nested(b).grid(method, d + 1, parallel));
        code.iinc(slot, 1).goto_(test).labelBinding(end);
        parallel.add(TypeAnnotation.of(
                TypeAnnotation.TargetInfo.ofLocalVariable(
                        List.of(TypeAnnotation.LocalVarTargetInfo.of(start, end, slot))),
                List.of(),
                Annotation.of(ClassDesc.of(Parallel.class.getName()))));
    }

    private CodeClass nested(CodeBuilder b) {
        return new CodeClass(b, new HashMap<>(slots), loops);
    }

    // ---- statements

    private void all(List<St> body) {
        body.forEach(this::statement);
    }

    private void block(List<St> body) {
        code.block(b -> nested(b).all(body));
    }

    private int slot(String name) {
        Integer slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no local " + name);
        }
        return slot;
    }

    private void statement(St s) {
        switch (s) {
            case Code.Declare d -> {
                value(d.value());
                int slot = code.allocateLocal(kind(d.local().type()));
                slots.put(d.local().name(), slot);
                code.storeLocal(kind(d.local().type()), slot);
            }
            case Code.Assign a -> {
                value(a.value());
                code.storeLocal(kind(a.local().type()), slot(a.local().name()));
            }
            case Code.Store st -> store(st);
            case Code.If i -> {
                Label otherwise = code.newLabel();
                jump(i.condition(), false, otherwise);
                block(i.then());
                if (i.otherwise().isEmpty()) {
                    code.labelBinding(otherwise);
                } else {
                    Label end = code.newLabel();
                    code.goto_(end).labelBinding(otherwise);
                    block(i.otherwise());
                    code.labelBinding(end);
                }
            }
            case Code.Loop l -> code.block(b -> nested(b).loop(l));
            case Code.Jump j -> {
                Label[] to = loops.get(j.label());
                if (to == null) {
                    throw new IllegalArgumentException("no loop " + j.label());
                }
                jump(j.condition(), true, to[j.again() ? 0 : 1]);
            }
            case Code.Return r -> {
                Label on = code.newLabel();
                jump(r.condition(), false, on);
                value(r.value());
                code.return_(kind(r.value().type())).labelBinding(on);
            }
            case Code.Switch w -> select(w);
        }
    }

    private void store(Code.Store s) {
        code.aload(slot(s.array()));
        value(s.index());
        if (!s.op().isEmpty()) {
            code.dup2().arrayLoad(kind(s.kind()));
        }
        value(s.value());
        if (!s.op().isEmpty()) {
            operate(s.op(), s.kind().type, Type.INT);
        }
        narrow(s.kind());
        code.arrayStore(kind(s.kind()));
    }

    private void loop(Code.Loop l) {
        Label head = code.newLabel();
        Label again = code.newLabel();
        Label end = code.newLabel();
        int slot = code.allocateLocal(TypeKind.INT);
        slots.put(l.counter().name(), slot);
        loops.put(l.label(), new Label[] {l.form() == Code.Form.WHILE ? head : again, end});
        code.iconst_0().istore(slot).labelBinding(head);
        switch (l.form()) {
            case FOR -> {
                code.iload(slot);
                value(l.atMost7());
                code.if_icmpge(end);
                block(l.body());
                code.labelBinding(again).iinc(slot, 1).goto_(head);
            }
            case WHILE -> {
                code.iload(slot).iinc(slot, 1);
                value(l.atMost7());
                code.if_icmpge(end);
                block(l.body());
                code.labelBinding(again).goto_(head);
            }
            case DO -> {
                block(l.body());
                code.labelBinding(again).iinc(slot, 1).iload(slot);
                value(l.atMost7());
                code.if_icmplt(head);
            }
        }
        code.labelBinding(end);
        loops.remove(l.label());
    }

    private void select(Code.Switch s) {
        value(s.on());
        List<Label> labels = new ArrayList<>();
        s.blocks().forEach(_ -> labels.add(code.newLabel()));
        Label end = code.newLabel();
        List<SwitchCase> cases = new ArrayList<>();
        for (int k = 0; k < s.keys().size(); k++) {
            cases.add(SwitchCase.of(s.keys().get(k), labels.get(k)));
        }
        int low = s.keys().stream().mapToInt(k -> k).min().orElse(0);
        int high = s.keys().stream().mapToInt(k -> k).max().orElse(0);
        if ((long) high - low < 20) {
            code.tableswitch(low, high, labels.getLast(), cases);
        } else {
            code.lookupswitch(labels.getLast(), cases);
        }
        for (int k = 0; k < s.blocks().size(); k++) {
            code.labelBinding(labels.get(k));
            block(s.blocks().get(k));
            if (k < s.keys().size() && !s.falls().get(k)) {
                code.goto_(end);
            }
        }
        code.labelBinding(end);
    }

    // ---- values

    private void value(Ex e) {
        switch (e) {
            case Code.Const c -> {
                switch (c.value()) {
                    case Integer i -> code.loadConstant(i);
                    case Long l -> code.loadConstant(l);
                    case Float f -> code.loadConstant(f);
                    case Double d -> code.loadConstant(d);
                    case Boolean b -> code.loadConstant(b ? 1 : 0);
                    default -> throw new IllegalArgumentException(c.toString());
                }
            }
            case Code.Local l -> code.loadLocal(kind(l.type()), slot(l.name()));
            case Code.At a -> {
                code.aload(slot(a.array()));
                value(a.index());
                code.arrayLoad(kind(a.kind()));
            }
            case Code.Binary b -> {
                value(b.a());
                value(b.b());
                operate(b.op(), b.type(), b.b().type());
            }
            case Code.Unary u
            when u.op().equals("-") -> {
                value(u.a());
                switch (u.type()) {
                    case INT -> code.ineg();
                    case LONG -> code.lneg();
                    case FLOAT -> code.fneg();
                    default -> code.dneg();
                }
            }
            case Code.Unary u
            when u.op().equals("~") -> {
                value(u.a());
                value(u.type() == Type.INT ? new Code.Const(Type.INT, -1) : new Code.Const(Type.LONG, -1L));
                operate("^", u.type(), u.type());
            }
            case Code.Cast c -> {
                value(c.a());
                code.conversion(kind(c.a().type()), kind(c.to().type));
                narrow(c.to());
            }
            case Code.Ternary t -> choose(t.condition(), t.a(), t.b());
            case Code.Call c -> {
                c.parts().forEach(this::value);
                List<ClassDesc> types = new ArrayList<>();
                c.function().parameters().forEach(p -> types.add(desc(p)));
                code.invokestatic(
                        ClassDesc.of(c.function().owner().getName()),
                        c.function().name(),
                        MethodTypeDesc.of(desc(c.type()), types));
            }
            case Code.Help h -> {
                h.parts().forEach(this::value);
                List<ClassDesc> types = new ArrayList<>();
                h.helper().parameters().forEach(p -> types.add(desc(p.type())));
                code.invokestatic(ClassDesc.of(NAME), h.helper().name(), MethodTypeDesc.of(desc(h.type()), types));
            }
            // what Java's compiler writes as jumps
            case Code.Unary _, Code.Compare _, Code.Logic _ ->
                choose(e, new Code.Const(Type.BOOLEAN, true), new Code.Const(Type.BOOLEAN, false));
        }
    }

    private void choose(Ex condition, Ex a, Ex b) {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        jump(condition, false, otherwise);
        value(a);
        code.goto_(end).labelBinding(otherwise);
        value(b);
        code.labelBinding(end);
    }

    private void narrow(Kind k) {
        switch (k) {
            case BYTE -> code.i2b();
            case SHORT -> code.i2s();
            case CHAR -> code.i2c();
            default -> {}
        }
    }

    private void operate(String op, Type t, Type second) {
        boolean wide = t == Type.LONG;
        if (wide && second == Type.LONG && (op.contains("<<") || op.contains(">>"))) {
            code.l2i();
        }
        switch (t) {
            case BOOLEAN, INT, LONG -> {
                switch (op) {
                    case "+" -> code.with(of(wide ? Opcode.LADD : Opcode.IADD));
                    case "-" -> code.with(of(wide ? Opcode.LSUB : Opcode.ISUB));
                    case "*" -> code.with(of(wide ? Opcode.LMUL : Opcode.IMUL));
                    case "/" -> code.with(of(wide ? Opcode.LDIV : Opcode.IDIV));
                    case "%" -> code.with(of(wide ? Opcode.LREM : Opcode.IREM));
                    case "&" -> code.with(of(wide ? Opcode.LAND : Opcode.IAND));
                    case "|" -> code.with(of(wide ? Opcode.LOR : Opcode.IOR));
                    case "^" -> code.with(of(wide ? Opcode.LXOR : Opcode.IXOR));
                    case "<<" -> code.with(of(wide ? Opcode.LSHL : Opcode.ISHL));
                    case ">>" -> code.with(of(wide ? Opcode.LSHR : Opcode.ISHR));
                    default -> code.with(of(wide ? Opcode.LUSHR : Opcode.IUSHR));
                }
            }
            case FLOAT, DOUBLE -> {
                boolean d = t == Type.DOUBLE;
                switch (op) {
                    case "+" -> code.with(of(d ? Opcode.DADD : Opcode.FADD));
                    case "-" -> code.with(of(d ? Opcode.DSUB : Opcode.FSUB));
                    case "*" -> code.with(of(d ? Opcode.DMUL : Opcode.FMUL));
                    case "/" -> code.with(of(d ? Opcode.DDIV : Opcode.FDIV));
                    default -> code.with(of(d ? Opcode.DREM : Opcode.FREM));
                }
            }
        }
    }

    private static java.lang.classfile.instruction.OperatorInstruction of(Opcode op) {
        return java.lang.classfile.instruction.OperatorInstruction.of(op);
    }

    /** Goes to a label where a condition is {@code wanted}. */
    private void jump(Ex condition, boolean wanted, Label to) {
        switch (condition) {
            case Code.Unary u -> jump(u.a(), !wanted, to);
            case Code.Logic l -> {
                // the operand that alone decides
                boolean decides = l.op().equals("||");
                if (wanted == decides) {
                    jump(l.a(), wanted, to);
                    jump(l.b(), wanted, to);
                } else {
                    Label on = code.newLabel();
                    jump(l.a(), decides, on);
                    jump(l.b(), wanted, to);
                    code.labelBinding(on);
                }
            }
            case Code.Compare c -> compare(c, wanted, to);
            default -> {
                value(condition);
                if (wanted) {
                    code.ifne(to);
                } else {
                    code.ifeq(to);
                }
            }
        }
    }

    private void compare(Code.Compare c, boolean wanted, Label to) {
        Type t = c.a().type();
        boolean zero = c.b() instanceof Code.Const k && k.value().equals(0);
        value(c.a());
        if (!zero) {
            value(c.b());
        }
        boolean less = c.op().startsWith("<");
        switch (t) {
            case LONG -> code.lcmp();
            case FLOAT -> code.with(of(less ? Opcode.FCMPG : Opcode.FCMPL));
            case DOUBLE -> code.with(of(less ? Opcode.DCMPG : Opcode.DCMPL));
            default -> {}
        }
        boolean ints = (t == Type.INT || t == Type.BOOLEAN) && !zero;
        Opcode op = switch (c.op()) {
            case "<" -> wanted ? (ints ? Opcode.IF_ICMPLT : Opcode.IFLT) : ints ? Opcode.IF_ICMPGE : Opcode.IFGE;
            case "<=" -> wanted ? (ints ? Opcode.IF_ICMPLE : Opcode.IFLE) : ints ? Opcode.IF_ICMPGT : Opcode.IFGT;
            case ">" -> wanted ? (ints ? Opcode.IF_ICMPGT : Opcode.IFGT) : ints ? Opcode.IF_ICMPLE : Opcode.IFLE;
            case ">=" -> wanted ? (ints ? Opcode.IF_ICMPGE : Opcode.IFGE) : ints ? Opcode.IF_ICMPLT : Opcode.IFLT;
            case "==" -> wanted ? (ints ? Opcode.IF_ICMPEQ : Opcode.IFEQ) : ints ? Opcode.IF_ICMPNE : Opcode.IFNE;
            default -> wanted ? (ints ? Opcode.IF_ICMPNE : Opcode.IFNE) : ints ? Opcode.IF_ICMPEQ : Opcode.IFEQ;
        };
        code.branch(op, to);
    }

    private static TypeKind kind(Type t) {
        return switch (t) {
            case BOOLEAN, INT -> TypeKind.INT;
            case LONG -> TypeKind.LONG;
            case FLOAT -> TypeKind.FLOAT;
            case DOUBLE -> TypeKind.DOUBLE;
        };
    }

    private static TypeKind kind(Kind k) {
        return TypeKind.valueOf(k.name());
    }

    private static ClassDesc desc(Type t) {
        return desc(Kind.valueOf(t.name()));
    }

    private static ClassDesc desc(Kind k) {
        return switch (k) {
            case BOOLEAN -> CD_boolean;
            case BYTE -> CD_byte;
            case SHORT -> CD_short;
            case CHAR -> CD_char;
            case INT -> CD_int;
            case LONG -> CD_long;
            case FLOAT -> CD_float;
            case DOUBLE -> CD_double;
        };
    }
}
