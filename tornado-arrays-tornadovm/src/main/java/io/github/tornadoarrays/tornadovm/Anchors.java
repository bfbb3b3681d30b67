package io.github.tornadoarrays.tornadovm;

import jdk.graal.compiler.nodes.IfNode;
import jdk.graal.compiler.nodes.LoopBeginNode;
import jdk.graal.compiler.nodes.StructuredGraph;
import jdk.graal.compiler.nodes.debug.ControlFlowAnchorNode;

/**
 * The first that is done to a kernel, and to each method that it calls: branches are held where they are. Else Graal leads a branch's ways
 * past a later branch that they decide, and makes a switch of branches that compare one number with constants, both of which TornadoVM
 * can't write ({@link Nesting}). It does so where nothing is between two branches; so there something is put that stands for nothing.
 */
final class Anchors extends Change {
    @Override
    void change(StructuredGraph graph) {
        for (IfNode branch : graph.getNodes().filter(IfNode.class).snapshot()) {
            if (!(branch.predecessor() instanceof LoopBeginNode)) {
                graph.addBeforeFixed(branch, graph.add(new ControlFlowAnchorNode()));
            }
        }
    }
}
