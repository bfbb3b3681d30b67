package io.github.tornadoarrays.tornadovm;

import java.util.Optional;
import jdk.graal.compiler.nodes.GraphState;
import jdk.graal.compiler.nodes.StructuredGraph;
import jdk.graal.compiler.phases.BasePhase;

/** A phase of TornadoVM's compilers that changes kernels of this module, and the functions that these call, but nothing else. */
abstract sealed class Change extends BasePhase<Object> permits Anchors, AsJava {
    private static final String OURS = Change.class.getPackageName() + ".";

    abstract void change(StructuredGraph graph);

    @Override
    protected final void run(StructuredGraph graph, Object context) {
        if (graph.method().getDeclaringClass().toJavaName().startsWith(OURS)) {
            change(graph);
        }
    }

    @Override
    public final Optional<NotApplicable> notApplicableTo(GraphState state) {
        return ALWAYS_APPLICABLE;
    }

    @Override
    public final boolean checkContract() {
        return false;
    }
}
