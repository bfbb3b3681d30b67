package io.github.tornadoarrays.tornadovm;

import jdk.graal.compiler.core.common.type.IntegerStamp;
import jdk.graal.compiler.core.common.type.Stamp;
import jdk.graal.compiler.nodes.ConstantNode;
import jdk.graal.compiler.nodes.LoopBeginNode;
import jdk.graal.compiler.nodes.LoopEndNode;
import jdk.graal.compiler.nodes.NodeView;
import jdk.graal.compiler.nodes.StructuredGraph;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.ValuePhiNode;
import jdk.graal.compiler.nodes.calc.AddNode;
import jdk.graal.compiler.nodes.calc.AndNode;
import jdk.graal.compiler.nodes.calc.BinaryArithmeticNode;
import jdk.graal.compiler.nodes.calc.IntegerBelowNode;
import jdk.graal.compiler.nodes.calc.IntegerLessThanNode;
import jdk.graal.compiler.nodes.calc.LeftShiftNode;
import jdk.graal.compiler.nodes.calc.MulNode;
import jdk.graal.compiler.nodes.calc.NegateNode;
import jdk.graal.compiler.nodes.calc.OrNode;
import jdk.graal.compiler.nodes.calc.ReinterpretNode;
import jdk.graal.compiler.nodes.calc.RightShiftNode;
import jdk.graal.compiler.nodes.calc.ShiftNode;
import jdk.graal.compiler.nodes.calc.SignExtendNode;
import jdk.graal.compiler.nodes.calc.SubNode;
import jdk.graal.compiler.nodes.calc.UnsignedRightShiftNode;
import jdk.graal.compiler.nodes.calc.XorNode;
import jdk.graal.compiler.nodes.calc.ZeroExtendNode;
import jdk.vm.ci.meta.JavaKind;

/**
 * The last that is done to a kernel before TornadoVM writes C of it. TornadoVM writes one statement a node, and for some nodes a statement that
 * computes something else in C than the node does in Java; each such node becomes others that come out right:
 *
 * <ul>
 *   <li>What is extended by zeros gets an unsigned type, and so does what is computed with it; a comparison is then one of unsigned numbers.
 *       It is extended by its sign and masked instead.
 *   <li>A comparison of unsigned numbers comes out as one of signed numbers. Their highest bits are flipped.
 *   <li>An unsigned shift comes out as a signed one. What it shifts in is masked away.
 *   <li>Integers that overflow wrap in Java and may be anything in C. They are computed as unsigned numbers.
 *   <li>Of the bits of a float TornadoVM can write nothing. They are seen by the function that the language has for it ({@link Language}).
 *   <li>Products and sums of floats may be contracted by CUDA's compiler. Products are by a function whose products never are.
 *   <li>At the end of a loop its variables get their next values one after the other, so one that gets the old value of another may get
 *       the new one. The old value is copied before.
 * </ul>
 */
final class AsJava extends Change {
    private final Language language;

    AsJava(Language language) {
        this.language = language;
    }

    @Override
    void change(StructuredGraph graph) {
        Nesting.verify(graph);
        new Changed(graph, language).run();
    }

    /** What is done to one kernel. */
    private static final class Changed {
        private final StructuredGraph graph;
        private final Language language;

        Changed(StructuredGraph graph, Language language) {
            this.graph = graph;
            this.language = language;
        }

        void run() {
            for (IntegerBelowNode n :
                    graph.getNodes().filter(IntegerBelowNode.class).snapshot()) {
                n.replaceAtUsagesAndDelete(add(new IntegerLessThanNode(flipped(n.getX()), flipped(n.getY()))));
            }
            for (ShiftNode<?> n : graph.getNodes().filter(ShiftNode.class).snapshot()) {
                shift(n);
            }
            for (ZeroExtendNode n :
                    graph.getNodes().filter(ZeroExtendNode.class).snapshot()) {
                n.replaceAtUsagesAndDelete(masked(n));
            }
            for (NegateNode n : graph.getNodes().filter(NegateNode.class).snapshot()) {
                if (n.stamp(NodeView.DEFAULT) instanceof IntegerStamp) {
                    n.replaceAtUsagesAndDelete(add(new SubNode(constant(n, 0), n.getValue())));
                }
            }
            for (BinaryArithmeticNode<?> n :
                    graph.getNodes().filter(BinaryArithmeticNode.class).snapshot()) {
                if (mayOverflow(n)) {
                    wrap(n);
                }
            }
            for (ReinterpretNode n :
                    graph.getNodes().filter(ReinterpretNode.class).snapshot()) {
                call(n, Language.Function.reinterpreting(n.getStackKind()), n.getValue());
            }
            for (MulNode n : graph.getNodes().filter(MulNode.class).snapshot()) {
                Language.Function product = n.getStackKind() == JavaKind.Float
                        ? Language.Function.PRODUCT_OF_FLOATS
                        : Language.Function.PRODUCT_OF_DOUBLES;
                if (n.getStackKind().isNumericFloat() && language.has(product)) {
                    call(n, product, n.getX(), n.getY());
                }
            }
            graph.getNodes().filter(LoopBeginNode.class).forEach(this::copy);
        }

        // ---- unsigned numbers

        /** A number whose order among signed numbers is that of {@code x} among unsigned ones. */
        private ValueNode flipped(ValueNode x) {
            return add(new XorNode(x, constant(x, bits(x) == Integer.SIZE ? Integer.MIN_VALUE : Long.MIN_VALUE)));
        }

        private ValueNode masked(ZeroExtendNode n) {
            ValueNode wide = add(new SignExtendNode(n.getValue(), n.getInputBits(), n.getResultBits()));
            return add(new AndNode(wide, constant(n, (1L << n.getInputBits()) - 1)));
        }

        /** Shifts go by the lowest bits of their distance, as in Java and OpenCL, but not in CUDA. */
        private void shift(ShiftNode<?> n) {
            int bits = bits(n);
            IntegerStamp distance = (IntegerStamp) n.getY().stamp(NodeView.DEFAULT);
            ValueNode by = n.getY();
            if (distance.lowerBound() < 0 || distance.upperBound() >= bits) {
                by = add(new AndNode(by, constant(by, bits - 1)));
                n.setY(by);
            }
            if (n instanceof UnsignedRightShiftNode) {
                // in two steps, as the distance may be 0
                ValueNode rest = add(new XorNode(by, constant(by, bits - 1)));
                ValueNode first = add(new LeftShiftNode(constant(n, -1), rest));
                ValueNode shiftedIn = add(new LeftShiftNode(first, constant(by, 1)));
                ValueNode kept = add(new XorNode(shiftedIn, constant(n, -1)));
                n.replaceAtUsagesAndDelete(add(new AndNode(add(new RightShiftNode(n.getX(), by)), kept)));
            }
        }

        // ---- overflow

        private static boolean mayOverflow(BinaryArithmeticNode<?> n) {
            if (!(n.getX().stamp(NodeView.DEFAULT) instanceof IntegerStamp x)
                    || !(n.getY().stamp(NodeView.DEFAULT) instanceof IntegerStamp y)
                    || x.getBits() < Integer.SIZE) {
                return false;
            }
            return switch (n) {
                case AddNode _ -> IntegerStamp.addCanOverflow(x, y);
                case SubNode _ -> IntegerStamp.subtractionCanOverflow(x, y);
                case MulNode _ -> IntegerStamp.multiplicationCanOverflow(x, y);
                default -> false;
            };
        }

        /** In C an operation is one of unsigned numbers if an operand is one. */
        private void wrap(BinaryArithmeticNode<?> n) {
            ValueNode x = unsigned(n.getX());
            ValueNode y = n.getY();
            ValueNode result = switch (n) {
                case AddNode _ -> new AddNode(x, y);
                case SubNode _ -> new SubNode(x, y);
                default -> new MulNode(x, y);
            };
            n.replaceAtUsagesAndDelete(add(new SignExtendNode(add(result), bits(n), bits(n))));
        }

        /** The number in a variable of unsigned type: such is what TornadoVM extends by zeros, and what is made with that. */
        private ValueNode unsigned(ValueNode x) {
            ValueNode zero =
                    add(new ZeroExtendNode(ConstantNode.forIntegerBits(Byte.SIZE, 0, graph), Byte.SIZE, bits(x)));
            return add(new OrNode(zero, x));
        }

        // ---- loops

        private void copy(LoopBeginNode loop) {
            for (ValuePhiNode phi : loop.valuePhis()) {
                for (LoopEndNode end : loop.loopEnds()) {
                    if (phi.valueAt(end) instanceof ValuePhiNode other && other != phi && other.merge() == loop) {
                        phi.setValueAt(end, copy(other));
                    }
                }
            }
        }

        private ValueNode copy(ValueNode x) {
            return switch (x.getStackKind()) {
                case Float -> add(new SubNode(x, ConstantNode.forFloat(0, graph)));
                case Double -> add(new SubNode(x, ConstantNode.forDouble(0, graph)));
                case Int, Long -> add(new OrNode(x, constant(x, 0)));
                default -> throw new IllegalStateException("a loop's variable of kind " + x.getStackKind());
            };
        }

        // ---- nodes

        private void call(ValueNode n, Language.Function f, ValueNode... numbers) {
            Stamp stamp = n.stamp(NodeView.DEFAULT).unrestricted();
            n.replaceAtUsagesAndDelete(add(new CallNode(language, f, stamp, numbers)));
        }

        private <T extends ValueNode> T add(T n) {
            return graph.addOrUniqueWithInputs(n);
        }

        private static int bits(ValueNode x) {
            return ((IntegerStamp) x.stamp(NodeView.DEFAULT)).getBits();
        }

        /** A number of the type of {@code like}. */
        private ValueNode constant(ValueNode like, long value) {
            return ConstantNode.forIntegerBits(bits(like), value, graph);
        }
    }
}
