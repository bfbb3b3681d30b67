package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.KernelException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.MethodParameterInfo;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One method's bytecode, and what its class file says of the source: lines, names, annotations. */
final class Code {
    /** An instruction and where it stands: from byte {@code pc} to before byte {@code end}. */
    record Ins(int pc, int end, Instruction op) {}

    /** A local variable that is annotated; its first value is stored just before {@code start}. */
    record Annotated(int slot, int start) {}

    static final Set<String> PARALLEL =
            Set.of("Lio/github/tornadoarrays/kernel/Parallel;", "Luk/ac/manchester/tornado/api/annotations/Parallel;");
    static final Set<String> REDUCE =
            Set.of("Lio/github/tornadoarrays/kernel/Reduce;", "Luk/ac/manchester/tornado/api/annotations/Reduce;");

    final ClassModel owner;
    final MethodModel method;
    final List<Ins> ins = new ArrayList<>();
    final int maxLocals;
    private final CodeAttribute attribute;
    private final TreeMap<Integer, Integer> lines = new TreeMap<>();
    private final List<LocalVariable> locals = new ArrayList<>();
    private final Map<Integer, Integer> byPc = new HashMap<>();

    Code(ClassModel owner, MethodModel method) {
        this.owner = owner;
        this.method = method;
        attribute = method.findAttribute(Attributes.code())
                .orElseThrow(
                        () -> new KernelException(
                                title()
                                        + ": the method has no code (it is abstract or native); a kernel is a static method with a body"));
        maxLocals = attribute.maxLocals();
        int pc = 0;
        for (CodeElement e : attribute) {
            switch (e) {
                case Instruction i -> {
                    byPc.put(pc, ins.size());
                    ins.add(new Ins(pc, pc + i.sizeInBytes(), i));
                    pc += i.sizeInBytes();
                }
                case LineNumber l -> lines.put(pc, l.line());
                case LocalVariable v -> locals.add(v);
                default -> {}
            }
        }
    }

    /** Class and method, for people. */
    String title() {
        return title(owner.thisClass().asInternalName(), method.methodName().stringValue());
    }

    static String title(String internalClass, String method) {
        String name = internalClass.substring(internalClass.lastIndexOf('/') + 1);
        int nested = name.lastIndexOf('$');
        String shown = nested >= 0 && nested < name.length() - 1 ? name.substring(nested + 1) : name;
        return shown + "." + (method.startsWith("lambda$") ? "lambda" : method);
    }

    boolean isStatic() {
        return method.flags().has(AccessFlag.STATIC);
    }

    MethodTypeDesc type() {
        return method.methodTypeSymbol();
    }

    boolean hasHandlers() {
        return !attribute.exceptionHandlers().isEmpty();
    }

    /** The instruction at a label. */
    int at(Label label) {
        return byPc.get(attribute.labelToBci(label));
    }

    /** The instruction at a byte. */
    int indexOf(int pc) {
        return byPc.getOrDefault(pc, 0);
    }

    /** The line that an instruction stands in, or -1. */
    int line(int i) {
        Map.Entry<Integer, Integer> e = lines.floorEntry(ins.get(Math.min(i, ins.size() - 1)).pc);
        return e == null ? -1 : e.getValue();
    }

    /** File and line of an instruction; its class and byte where the class file has no lines. */
    String where(int i) {
        int line = line(i);
        String file = owner.findAttribute(Attributes.sourceFile())
                .map(s -> s.sourceFile().stringValue())
                .orElse(null);
        if (line >= 0 && file != null) {
            return file + ":" + line;
        }
        String name = owner.thisClass().asInternalName();
        return name.substring(name.lastIndexOf('/') + 1) + ".class, byte " + ins.get(i).pc;
    }

    /** Why the method can't be a kernel: what is wrong at an instruction, and what to write instead. */
    KernelException refuse(int i, String what, String instead) {
        return new KernelException(title() + ": " + what + " (" + where(i) + "); " + instead);
    }

    /** The name of the variable in a slot around a place in the code, or a made-up one. */
    String local(int slot, int pc) {
        for (LocalVariable v : locals) {
            if (v.slot() == slot
                    && attribute.labelToBci(v.startScope()) <= pc
                    && pc < attribute.labelToBci(v.endScope())) {
                return v.name().stringValue();
            }
        }
        return "v" + slot;
    }

    /** The names of the parameters (without {@code this}): as in the class file, or p0, p1 … */
    List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        List<MethodParameterInfo> given = method.findAttribute(Attributes.methodParameters())
                .map(a -> a.parameters())
                .orElse(List.of());
        List<ClassDesc> types = type().parameterList();
        int slot = isStatic() ? 0 : 1;
        for (int i = 0; i < types.size(); i++) {
            String name = local(slot, 0);
            boolean known = locals.stream().anyMatch(v -> attribute.labelToBci(v.startScope()) == 0);
            if (known) {
                names.add(name);
            } else if (given.size() == types.size() && given.get(i).name().isPresent()) {
                names.add(given.get(i).name().get().stringValue());
            } else {
                names.add("p" + i);
            }
            slot += width(types.get(i));
        }
        return names;
    }

    static int width(ClassDesc t) {
        String d = t.descriptorString();
        return d.equals("J") || d.equals("D") ? 2 : 1;
    }

    /** The local variables with one of the annotations. */
    List<Annotated> annotated(Set<String> annotations) {
        List<Annotated> all = new ArrayList<>();
        for (TypeAnnotation a : attribute
                .findAttribute(Attributes.runtimeVisibleTypeAnnotations())
                .map(x -> x.annotations())
                .orElse(List.of())) {
            if (annotations.contains(a.annotation().className().stringValue())
                    && a.targetInfo() instanceof TypeAnnotation.LocalVarTarget t) {
                t.table().forEach(v -> all.add(new Annotated(v.index(), attribute.labelToBci(v.startLabel()))));
            }
        }
        return Collections.unmodifiableList(all);
    }

    /** The positions of the parameters with one of the annotations. */
    Set<Integer> annotatedParameters(Set<String> annotations) {
        Set<Integer> all = new java.util.TreeSet<>();
        method.findAttribute(Attributes.runtimeVisibleParameterAnnotations()).ifPresent(p -> {
            for (int i = 0; i < p.parameterAnnotations().size(); i++) {
                if (p.parameterAnnotations().get(i).stream()
                        .anyMatch(a -> annotations.contains(a.className().stringValue()))) {
                    all.add(i);
                }
            }
        });
        method.findAttribute(Attributes.runtimeVisibleTypeAnnotations())
                .ifPresent(p -> p.annotations().stream()
                        .filter(a ->
                                annotations.contains(a.annotation().className().stringValue()))
                        .forEach(a -> {
                            if (a.targetInfo() instanceof TypeAnnotation.FormalParameterTarget t) {
                                all.add(t.formalParameterIndex());
                            }
                        }));
        return all;
    }
}
