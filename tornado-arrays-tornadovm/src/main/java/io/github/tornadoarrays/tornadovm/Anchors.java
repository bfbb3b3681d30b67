package io.github.tornadoarrays.tornadovm;

import java.util.Optional;
import jdk.graal.compiler.nodes.GraphState;
import jdk.graal.compiler.nodes.IfNode;
import jdk.graal.compiler.nodes.LoopBeginNode;
import jdk.graal.compiler.nodes.StructuredGraph;
import jdk.graal.compiler.nodes.debug.ControlFlowAnchorNode;
import jdk.graal.compiler.phases.BasePhase;
import jdk.graal.compiler.phases.PhaseSuite;
import uk.ac.manchester.tornado.runtime.TornadoAcceleratorBackend;

/**
 * The first that is done to a kernel, and to each method that it calls: branches are held where they are. Else Graal leads a branch's ways
 * past a later branch that they decide, and makes a switch of branches that compare one number with constants, both of which TornadoVM
 * can't write ({@link Nesting}). It does so where nothing is between two branches; so there something is put that stands for nothing.
 */
final class Anchors extends BasePhase<Object> {
    private Anchors() {}

    /** Has it done in all that a backend compiles from now on; once a backend. */
    @SuppressWarnings("unchecked")
    static void install(TornadoAcceleratorBackend backend) {
        PhaseSuite<Object> phases =
                (PhaseSuite<Object>) (PhaseSuite<?>) backend.getSuitesProvider().getGraphBuilderSuite();
        phases.appendPhase(new Anchors());
    }

    @Override
    public Optional<NotApplicable> notApplicableTo(GraphState state) {
        return ALWAYS_APPLICABLE;
    }

    @Override
    public boolean checkContract() {
        return false;
    }

    @Override
    protected void run(StructuredGraph graph, Object context) {
        if (!AsJava.isOurs(graph)) {
            return;
        }
        for (IfNode branch : graph.getNodes().filter(IfNode.class).snapshot()) {
            if (!(branch.predecessor() instanceof LoopBeginNode)) {
                graph.addBeforeFixed(branch, graph.add(new ControlFlowAnchorNode()));
            }
        }
    }
}
