package io.github.tornadoarrays.tornadovm;

import jdk.graal.compiler.core.common.LIRKind;
import jdk.graal.compiler.core.common.type.Stamp;
import jdk.graal.compiler.graph.NodeClass;
import jdk.graal.compiler.graph.NodeInputList;
import jdk.graal.compiler.lir.Variable;
import jdk.graal.compiler.lir.gen.LIRGeneratorTool;
import jdk.graal.compiler.nodeinfo.NodeInfo;
import jdk.graal.compiler.nodes.NodeView;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.calc.FloatingNode;
import jdk.graal.compiler.nodes.spi.LIRLowerable;
import jdk.graal.compiler.nodes.spi.NodeLIRBuilderTool;
import jdk.vm.ci.meta.Value;

/** What a function of a backend's language gives for numbers. */
@NodeInfo
final class CallNode extends FloatingNode implements LIRLowerable {
    /** Found by Graal, by this name. */
    public static final NodeClass<CallNode> TYPE = NodeClass.create(CallNode.class);

    @Input
    NodeInputList<ValueNode> numbers;

    private final Language language;
    private final Language.Function function;

    CallNode(Language language, Language.Function function, Stamp result, ValueNode... numbers) {
        super(TYPE, result);
        this.numbers = new NodeInputList<>(this, numbers);
        this.language = language;
        this.function = function;
    }

    @Override
    public void generate(NodeLIRBuilderTool builder) {
        LIRGeneratorTool generator = builder.getLIRGeneratorTool();
        Variable result = generator.newVariable(generator.getLIRKind(stamp(NodeView.DEFAULT)));
        Value[] values = numbers.stream().map(builder::operand).toArray(Value[]::new);
        generator.append(language.assign(result, language.call(function, result.getValueKind(LIRKind.class), values)));
        builder.setResult(this, result);
    }
}
