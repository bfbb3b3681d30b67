package io.github.tornadoarrays.tornadovm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.graal.compiler.core.common.type.Stamp;
import jdk.graal.compiler.nodes.ConstantNode;
import jdk.graal.compiler.nodes.NodeView;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.calc.AddNode;
import jdk.graal.compiler.nodes.calc.MulNode;
import jdk.graal.compiler.nodes.calc.SignExtendNode;
import jdk.graal.compiler.nodes.graphbuilderconf.GraphBuilderContext;
import jdk.graal.compiler.nodes.graphbuilderconf.NodePlugin;
import jdk.graal.compiler.nodes.memory.address.OffsetAddressNode;
import jdk.vm.ci.meta.JavaKind;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** Makes of calls of some of {@link VmMath}'s functions what the language has for them. */
record Calls(Language language) implements NodePlugin {
    private static final List<String> FLOATS = List.of(VmFloats.class.getName(), VmDoubles.class.getName());

    /** Functions of floats that are the language's. */
    private static final Map<String, Language.Function> BY_NAME = Stream.of(
                    Language.Function.FMA,
                    Language.Function.SIN,
                    Language.Function.COS,
                    Language.Function.TAN,
                    Language.Function.ATAN,
                    Language.Function.TANH,
                    Language.Function.CEIL,
                    Language.Function.ATAN2,
                    Language.Function.POWER)
            .collect(Collectors.toMap(f -> f.name().toLowerCase(Locale.ROOT), f -> f));

    private static final String ATOMICS = VmAtomics.class.getName();

    @Override
    public boolean handleInvoke(GraphBuilderContext builder, ResolvedJavaMethod method, ValueNode[] arguments) {
        String in = method.getDeclaringClass().toJavaName();
        Language.Function function = BY_NAME.get(method.getName());
        if (function != null && FLOATS.contains(in)) {
            Stamp stamp = arguments[0].stamp(NodeView.DEFAULT).unrestricted();
            builder.addPush(arguments[0].getStackKind(), new CallNode(language, function, stamp, arguments));
            return true;
        }
        if (in.equals(ATOMICS)) {
            atomic(builder, method, arguments);
            return true;
        }
        return false;
    }

    /** @param arguments an array, an index, and one or two numbers */
    private void atomic(GraphBuilderContext builder, ResolvedJavaMethod method, ValueNode[] arguments) {
        JavaKind kind = method.getSignature().getReturnKind();
        boolean ofGroup = method.getSignature()
                .getParameterType(0, method.getDeclaringClass())
                .isArray();
        Language.Function function = Language.Function.atomic(kind, arguments.length - 2);
        ValueNode[] numbers = Arrays.copyOfRange(arguments, 2, arguments.length);
        ValueNode index = builder.append(new SignExtendNode(arguments[1], Long.SIZE));
        ValueNode offset =
                builder.append(new MulNode(index, ConstantNode.forLong(kind.getByteCount(), builder.getGraph())));
        if (ofGroup) {
            builder.addPush(kind, AtomicNode.inGroup(language, function, kind, arguments[0], offset, numbers));
        } else {
            ValueNode header = ConstantNode.forLong(TornadoNativeArray.ARRAY_HEADER, builder.getGraph());
            OffsetAddressNode address =
                    builder.append(new OffsetAddressNode(arguments[0], builder.append(new AddNode(offset, header))));
            builder.addPush(kind, AtomicNode.inArgument(language, function, kind, address, numbers));
        }
    }
}
