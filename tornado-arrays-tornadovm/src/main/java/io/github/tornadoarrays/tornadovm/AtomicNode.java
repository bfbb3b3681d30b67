package io.github.tornadoarrays.tornadovm;

import jdk.graal.compiler.core.common.LIRKind;
import jdk.graal.compiler.core.common.type.StampFactory;
import jdk.graal.compiler.graph.NodeClass;
import jdk.graal.compiler.graph.NodeInputList;
import jdk.graal.compiler.lir.Variable;
import jdk.graal.compiler.lir.gen.LIRGeneratorTool;
import jdk.graal.compiler.nodeinfo.InputType;
import jdk.graal.compiler.nodeinfo.NodeInfo;
import jdk.graal.compiler.nodes.FixedWithNextNode;
import jdk.graal.compiler.nodes.ValueNode;
import jdk.graal.compiler.nodes.memory.SingleMemoryKill;
import jdk.graal.compiler.nodes.memory.address.AddressNode;
import jdk.graal.compiler.nodes.spi.LIRLowerable;
import jdk.graal.compiler.nodes.spi.NodeLIRBuilderTool;
import jdk.vm.ci.meta.JavaKind;
import jdk.vm.ci.meta.Value;
import org.graalvm.word.LocationIdentity;
import org.jspecify.annotations.Nullable;

/** A function of a backend's language that changes a number in memory in one step, and gives what was there. */
@NodeInfo
final class AtomicNode extends FixedWithNextNode implements LIRLowerable, SingleMemoryKill {
    /** Found by Graal, by this name. */
    public static final NodeClass<AtomicNode> TYPE = NodeClass.create(AtomicNode.class);

    /** Where it is in an argument. */
    @OptionalInput(InputType.Association)
    @Nullable
    AddressNode address;

    /** Else the array of a group, and behind how many bytes of it. */
    @OptionalInput
    @Nullable
    ValueNode array;

    @OptionalInput
    @Nullable
    ValueNode offset;

    @Input
    NodeInputList<ValueNode> numbers;

    private final Language language;
    private final Language.Function function;

    private AtomicNode(
            Language language,
            Language.Function function,
            JavaKind kind,
            @Nullable AddressNode address,
            @Nullable ValueNode array,
            @Nullable ValueNode offset,
            ValueNode... numbers) {
        super(TYPE, StampFactory.forKind(kind));
        this.address = address;
        this.array = array;
        this.offset = offset;
        this.numbers = new NodeInputList<>(this, numbers);
        this.language = language;
        this.function = function;
    }

    static AtomicNode inArgument(
            Language language, Language.Function function, JavaKind kind, AddressNode address, ValueNode... numbers) {
        return new AtomicNode(language, function, kind, address, null, null, numbers);
    }

    static AtomicNode inGroup(
            Language language,
            Language.Function function,
            JavaKind kind,
            ValueNode array,
            ValueNode offset,
            ValueNode... numbers) {
        return new AtomicNode(language, function, kind, null, array, offset, numbers);
    }

    @Override
    public LocationIdentity getKilledLocationIdentity() {
        return LocationIdentity.any();
    }

    @Override
    public void generate(NodeLIRBuilderTool builder) {
        LIRGeneratorTool generator = builder.getLIRGeneratorTool();
        LIRKind kind = generator.getLIRKind(stamp);
        Value place = address == null ? inGroup(builder, generator) : builder.operand(address);
        Value[] values = new Value[1 + numbers.size()];
        values[0] = language.call(Language.Function.pointer(getStackKind(), address == null), kind, place);
        for (int i = 0; i < numbers.size(); i++) {
            values[i + 1] = builder.operand(numbers.get(i));
        }
        Variable result = generator.newVariable(kind);
        generator.append(language.assign(result, language.call(function, kind, values)));
        builder.setResult(this, result);
    }

    private Value inGroup(NodeLIRBuilderTool builder, LIRGeneratorTool generator) {
        LIRKind kind = generator.getLIRKind(StampFactory.forKind(JavaKind.Long));
        Variable start = generator.newVariable(kind);
        generator.append(language.assign(start, language.call(Language.Function.PLACE, kind, builder.operand(array))));
        return generator.getArithmetic().emitAdd(start, builder.operand(offset), false);
    }
}
