package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a method's bytecode with expressions in the place of values. Each node gets the statements that it comes to; local
 * variables become variables, and what is on the stack at a node's end is given a name.
 */
final class MethodReader {
    /** A method that has been read: its nodes, and what it returns (null if nothing). */
    record Read(Code code, Flow flow, Webs webs, MethodReader reader, Val result) {}

    private record Arrival(Node from, List<Val> stack) {}

    final Session session;
    final Code code;
    private final List<Node> nodes;
    private final Flow flow;
    private final Webs webs;
    private final Map<Integer, Val> arguments = new HashMap<>();
    private final Map<Integer, Cell> cells = new HashMap<>();
    private final Map<Node, List<Arrival>> arrivals = new HashMap<>();
    private final Map<Node, List<Val>> entered = new HashMap<>();
    private final Cell result = new Cell("result", true);
    private final boolean oneReturn;
    private Val returned;

    private Sink sink;
    private Stack stack;
    private Elements elements;
    private Calls calls;

    private MethodReader(Session session, Code code) {
        this.session = session;
        this.code = code;
        nodes = Flow.nodes(code);
        flow = new Flow(nodes.getFirst(), n -> n.successors);
        webs = new Webs(code, flow);
        oneReturn = flow.order().stream()
                        .filter(n -> n.end > n.first && code.ins.get(n.end - 1).op() instanceof ReturnInstruction)
                        .count()
                == 1;
    }

    /** Reads a method whose parameters (with {@code this} first, if it has one) have the given values. */
    static Read read(Session session, Code code, List<Val> arguments) {
        checkForm(code);
        MethodReader r = new MethodReader(session, code);
        r.bind(arguments);
        r.readNodes();
        Flow live = Branches.joined(r.nodes.getFirst(), session.function);
        if (live.secondEntry() != null) {
            throw code.refuse(
                    live.secondEntry().first, "a loop is entered at two places", "write it as a for or while loop");
        }
        return new Read(code, live, r.webs, r, r.returned);
    }

    private static void checkForm(Code code) {
        if (code.method.flags().has(java.lang.reflect.AccessFlag.SYNCHRONIZED)) {
            throw code.refuse(
                    0, "the method is synchronized", "kernels share nothing with other threads; take it away");
        }
        for (int i = 0; i < code.ins.size(); i++) {
            if (code.ins.get(i).op() instanceof MonitorInstruction) {
                throw code.refuse(i, "synchronized", "use the atomics and barriers of KernelContext");
            }
        }
        if (code.hasHandlers()) {
            throw code.refuse(
                    0, "try and catch can't be in a kernel", "test for the error before, and let the caller handle it");
        }
    }

    private void bind(List<Val> values) {
        sink = new Sink(nodes.getFirst().statements, session.names);
        List<String> names = new ArrayList<>(code.parameterNames());
        int slot = 0;
        if (!code.isStatic()) {
            names.addFirst("this");
        }
        List<ClassDesc> types = new ArrayList<>(code.type().parameterList());
        if (!code.isStatic()) {
            types.addFirst(code.owner.thisClass().asSymbol());
        }
        for (int i = 0; i < values.size(); i++) {
            int web = webs.parameter(slot);
            Val v = values.get(i);
            if (webs.isReassigned(web)) {
                write(0, cell(web, names.get(i)), v);
            } else {
                arguments.put(web, argument(v, names.get(i)));
            }
            slot += Code.width(types.get(i));
        }
    }

    private Val argument(Val v, String name) {
        return switch (v) {
            case Val.Scalar(Expr e) -> Val.isTrivial(e) ? v : new Val.Scalar(sink.named(name, e));
            case Val.Compare c -> new Val.Scalar(sink.named(name, Conditions.sign(c)));
            case Val.Array a ->
                !a.isRow() || Val.isTrivial(a.row()) ? v : new Val.Array(a.of(), sink.named(name + "_row", a.row()));
            case Val.Struct s -> {
                List<Val> parts = new ArrayList<>();
                for (int i = 0; i < s.parts().size(); i++) {
                    parts.add(argument(s.parts().get(i), name + "_" + s.names().get(i)));
                }
                yield new Val.Struct(s.type(), s.names(), parts);
            }
            default -> v;
        };
    }

    // ---- nodes

    private void readNodes() {
        for (Node n : flow.order()) {
            boolean entry = n == nodes.getFirst();
            if (!entry && !arrivals.containsKey(n)) {
                continue;
            }
            sink = new Sink(n.statements, session.names);
            entered.put(n, entry ? List.of() : meet(n));
            stack = new Stack(entered.get(n), sink);
            elements = new Elements(this, sink, stack);
            calls = new Calls(this, sink, stack);
            if (n == nodes.getLast()) {
                continue;
            }
            for (int i = n.first; i < n.end; i++) {
                step(n, i, code.ins.get(i).op());
            }
            if (n.exit instanceof Node.End) {
                n.exit = new Node.Goto(n.successors.getFirst());
            }
            leave(n);
        }
    }

    private void leave(Node n) {
        stack.settleAll();
        for (Node to : n.targets()) {
            if (flow.isBack(n, to) && !stack.entries().equals(entered.get(to))) {
                throw code.refuse(
                        n.end - 1, "a loop starts in the middle of an expression", "write the loop as a statement");
            }
            arrivals.computeIfAbsent(to, _ -> new ArrayList<>()).add(new Arrival(n, List.copyOf(stack.entries())));
        }
    }

    /** The stack where ways meet: entries that differ become variables. */
    private List<Val> meet(Node n) {
        List<Arrival> from = arrivals.get(n);
        List<Val> met = new ArrayList<>();
        for (int depth = 0; depth < from.getFirst().stack.size(); depth++) {
            int d = depth;
            Val first = from.getFirst().stack.get(d);
            if (from.stream().allMatch(a -> a.stack.get(d).equals(first))) {
                met.add(first);
                continue;
            }
            Cell cell = new Cell(Sink.TEMPORARY, true);
            for (Arrival a : from) {
                String wrong = cell.write(a.stack.get(d), new Sink(a.from.statements, session.names));
                if (wrong != null) {
                    throw code.refuse(
                            Math.min(n.first, code.ins.size() - 1),
                            "an expression is one of " + wrong,
                            "choose between elements, not between arrays or objects");
                }
            }
            met.add(cell.read());
        }
        return met;
    }

    // ---- instructions

    private void step(Node n, int i, Instruction instruction) {
        switch (instruction) {
            case LoadInstruction l -> stack.push(load(i));
            case StoreInstruction s -> store(i, s.slot());
            case IncrementInstruction inc -> increment(i, inc);
            case ConstantInstruction c -> constant(i, c);
            case OperatorInstruction o -> operator(i, o.opcode());
            case ConvertInstruction c -> stack.push(Arithmetic.convert(c.toType(), stack.popNumber()));
            case StackInstruction s -> stack.shuffle(s.opcode());
            case NopInstruction p -> {}
            case ArrayLoadInstruction a -> elements.load(i);
            case ArrayStoreInstruction a -> elements.store(i);
            case NewPrimitiveArrayInstruction a -> elements.make(i, Types.memory(a.typeKind()));
            case NewMultiArrayInstruction a -> elements.makeRows(i, a);
            case NewReferenceArrayInstruction a ->
                throw code.refuse(i, "an array of objects is made", "use an array of a primitive type");
            case NewObjectInstruction o -> calls.allocate(i, o.className().asInternalName());
            case FieldInstruction f -> calls.field(i, f);
            case InvokeInstruction c -> calls.call(i, c);
            case InvokeDynamicInstruction d -> throw calls.dynamic(i, d);
            case BranchInstruction b -> branch(n, b);
            case TableSwitchInstruction t -> choose(n, t.cases());
            case LookupSwitchInstruction t -> choose(n, t.cases());
            case ReturnInstruction r -> leaveMethod(n, i, r);
            case ThrowInstruction t -> throw thrown(i);
            case TypeCheckInstruction t ->
                throw code.refuse(
                        i, t.opcode() == Opcode.INSTANCEOF ? "instanceof" : "a cast between objects", "use primitives");
            default ->
                throw code.refuse(i, "bytecode " + instruction.opcode() + " is not understood", "write it otherwise");
        }
    }

    private Val load(int i) {
        int web = webs.at(i);
        Val v = arguments.get(web);
        if (v != null) {
            return v;
        }
        Cell c = cells.get(web);
        return c == null || c.isEmpty() ? new Val.Null() : c.read();
    }

    private void store(int i, int slot) {
        Val v = stack.pop();
        write(i, cell(webs.at(i), code.local(slot, code.ins.get(i).end())), v);
    }

    private Cell cell(int web, String name) {
        return cells.computeIfAbsent(web, _ -> new Cell(name, false));
    }

    /** Puts a value into a variable; what is on the stack and depends on its old value is computed first. */
    private void write(int i, Cell cell, Val v) {
        if (stack != null) {
            stack.settle(cell::isIn);
        }
        Val value = v instanceof Val.Compare c ? new Val.Scalar(Conditions.sign(c)) : v;
        String wrong = cell.write(value, sink);
        if (wrong != null) {
            throw code.refuse(
                    i,
                    "a variable holds " + wrong + " one after another",
                    "give each a variable of its own, or pass them to the kernel in the other order");
        }
    }

    private void increment(int i, IncrementInstruction inc) {
        Cell cell = cells.get(webs.at(i));
        stack.settle(cell::isIn);
        Expr v = Stack.number(cell.read());
        sink.assign((Expr.Var) v, Arithmetic.apply(Op.ADD, v, Arithmetic.number(inc.constant())));
    }

    private void constant(int i, ConstantInstruction c) {
        if (c.opcode() == Opcode.ACONST_NULL) {
            stack.push(new Val.Null());
        } else if (c.constantValue() instanceof Number number) {
            stack.push(Arithmetic.constant(number));
        } else {
            throw code.refuse(
                    i,
                    c.constantValue() instanceof String ? "a string" : "a constant that is no number",
                    "kernels know primitives, arrays of them, and records of primitives");
        }
    }

    private void operator(int i, Opcode op) {
        switch (op) {
            case ARRAYLENGTH -> elements.length(i);
            case INEG, LNEG, FNEG, DNEG -> stack.push(Arithmetic.apply(Op.NEG, stack.popNumber()));
            case LCMP, FCMPL, FCMPG, DCMPL, DCMPG -> {
                Expr b = stack.popNumber();
                Expr a = stack.popNumber();
                stack.push(new Val.Compare(a, b, op == Opcode.FCMPG || op == Opcode.DCMPG));
            }
            default -> {
                Expr b = stack.popNumber();
                Expr a = stack.popNumber();
                boolean divides = op == Opcode.IDIV || op == Opcode.LDIV || op == Opcode.IREM || op == Opcode.LREM;
                stack.push(Arithmetic.binary(op, a, divides ? divisor(i, b) : b));
            }
        }
    }

    /** The divisor of an integer division; where checks are wanted, one that is never 0. */
    Expr divisor(int i, Expr b) {
        if (!session.checked || b instanceof Expr.Const c && c.bits() != 0) {
            return b;
        }
        Expr d = sink.once(b);
        Expr fine = Expr.apply(Op.NE, d, Expr.constant(d.type(), 0L));
        sink.add(new Stmt.Check(fine, session.title + ": division by zero (" + code.where(i) + ")", List.of()));
        return Expr.select(fine, d, Expr.constant(d.type(), 1L));
    }

    // ---- exits

    private void branch(Node n, BranchInstruction b) {
        Node next = n.successors.getFirst();
        if (b.opcode() == Opcode.GOTO || b.opcode() == Opcode.GOTO_W) {
            n.exit = new Node.Goto(next);
            return;
        }
        Node target = n.successors.getLast();
        Expr condition = switch (b.opcode()) {
            case IFNULL, IFNONNULL ->
                throw code.refuse(n.end - 1, "a comparison with null", "an argument of a kernel is never null");
            case IF_ACMPEQ, IF_ACMPNE ->
                throw code.refuse(n.end - 1, "a comparison of references", "pass the answer as a boolean parameter");
            case IFEQ -> Conditions.againstZero(Op.EQ, stack.pop());
            case IFNE -> Conditions.againstZero(Op.NE, stack.pop());
            case IFLT -> Conditions.againstZero(Op.LT, stack.pop());
            case IFLE -> Conditions.againstZero(Op.LE, stack.pop());
            case IFGT -> Conditions.againstZero(Op.GT, stack.pop());
            case IFGE -> Conditions.againstZero(Op.GE, stack.pop());
            case IF_ICMPEQ -> both(Op.EQ);
            case IF_ICMPNE -> both(Op.NE);
            case IF_ICMPLT -> both(Op.LT);
            case IF_ICMPLE -> both(Op.LE);
            case IF_ICMPGT -> both(Op.GT);
            case IF_ICMPGE -> both(Op.GE);
            default -> throw new IllegalArgumentException("no branch: " + b.opcode());
        };
        if (condition instanceof Expr.Const c) {
            n.exit = new Node.Goto(c.bits() != 0 ? target : next);
        } else {
            n.exit = target == next ? new Node.Goto(next) : new Node.Branch(condition, target, next);
        }
    }

    private Expr both(Op op) {
        Expr b = stack.popNumber();
        Expr a = stack.popNumber();
        if (a.type() == DType.INT32 && isTruth(a) && isTruth(b) && (op == Op.EQ || op == Op.NE)) {
            return Expr.apply(op, Types.truth(a), Types.truth(b));
        }
        return Arithmetic.apply(op, a, b);
    }

    private static boolean isTruth(Expr e) {
        return e instanceof Expr.Apply a && a.op() == Op.CAST && a.arg(0).type().isBool();
    }

    private void choose(Node n, List<SwitchCase> cases) {
        Expr selector = sink.once(stack.popNumber());
        Node otherwise = n.successors.getLast();
        Map<Node, List<Integer>> keys = new LinkedHashMap<>();
        for (int k = 0; k < cases.size(); k++) {
            Node to = n.successors.get(k);
            if (to != otherwise) {
                keys.computeIfAbsent(to, _ -> new ArrayList<>())
                        .add(cases.get(k).caseValue());
            }
        }
        List<Node.Case> all = new ArrayList<>();
        keys.forEach(
                (to, values) -> all.add(new Node.Case(values.stream().sorted().toList(), to)));
        n.exit = all.isEmpty() ? new Node.Goto(otherwise) : new Node.Switch(selector, all, otherwise);
    }

    private void leaveMethod(Node n, int i, ReturnInstruction r) {
        n.exit = new Node.Goto(nodes.getLast());
        if (r.opcode() == Opcode.RETURN) {
            stack.entries().clear();
            return;
        }
        Val v = stack.pop();
        stack.entries().clear();
        if (v instanceof Val.Compare c) {
            v = new Val.Scalar(Conditions.sign(c));
        }
        if (oneReturn) {
            returned = v;
            return;
        }
        String wrong = result.write(v, sink);
        if (wrong != null) {
            throw code.refuse(i, "the method returns one of " + wrong, "return elements, or records of one type");
        }
        returned = result.read();
    }

    // ---- for those who read with it

    /** The variable of a web, or null if it holds no number. */
    Expr.Var variable(int web) {
        Cell c = cells.get(web);
        return c != null && !c.isEmpty() && c.read() instanceof Val.Scalar(Expr.Var v) ? v : null;
    }

    KernelException refuse(int i, String what, String instead) {
        return code.refuse(i, what, instead);
    }

    KernelException thrown(int i) {
        return refuse(i, "an exception is thrown", "write a value that marks the error, and let the caller throw");
    }
}
