package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.KernelException;
import jdk.graal.compiler.nodes.LoopBeginNode;
import jdk.graal.compiler.nodes.LoopExitNode;
import jdk.graal.compiler.nodes.StructuredGraph;
import jdk.graal.compiler.nodes.cfg.ControlFlowGraph;
import jdk.graal.compiler.nodes.cfg.HIRBlock;
import jdk.graal.compiler.nodes.extended.SwitchNode;

/**
 * That a kernel's branches and loops are nested. What TornadoVM writes has no other: it writes what comes after a branch behind the branch,
 * for all that come there, also where only some of the branch's ways lead to it. That is no error, but a wrong result.
 */
final class Nesting {
    private Nesting() {}

    /** @throws KernelException if they are not */
    static void verify(StructuredGraph graph) {
        for (LoopBeginNode loop : graph.getNodes().filter(LoopBeginNode.class)) {
            if (loop.loopEnds().count() > 1) {
                throw new KernelException(
                        "it has a loop that goes on from several places, whose variables TornadoVM mixes up");
            }
        }
        if (graph.getNodes().filter(SwitchNode.class).isNotEmpty()) {
            throw new KernelException("it has a switch, of which TornadoVM loses cases");
        }
        ControlFlowGraph flow = ControlFlowGraph.newBuilder(graph)
                .connectBlocks(true)
                .computeLoops(true)
                .computeDominators(true)
                .build();
        end(flow.getStartBlock());
    }

    /**
     * Where what begins with a block ends: the block where it comes together with other ways, the head of the loop that it is the body of,
     * or the last block of the kernel.
     */
    private static HIRBlock end(HIRBlock first) {
        HIRBlock b = first;
        while (true) {
            if (b.getSuccessorCount() == 0) {
                return b;
            }
            HIRBlock next = b.getFirstSuccessor();
            if (b.getSuccessorCount() == 1) {
                if (b.isLoopEnd() || next.getPredecessorCount() > 1 && !next.isLoopHeader()) {
                    return next;
                }
            } else {
                next = afterBranch(b);
                if (next.getSuccessorCount() > 0 && (next.isLoopHeader() || next.getDominator() != b)) {
                    return next;
                }
            }
            b = next;
        }
    }

    private static boolean isExit(HIRBlock b) {
        return b.getBeginNode() instanceof LoopExitNode;
    }

    private static HIRBlock afterBranch(HIRBlock b) {
        HIRBlock yes = b.getSuccessorAt(0);
        HIRBlock no = b.getSuccessorAt(1);
        if (isExit(yes) != isExit(no)) {
            HIRBlock exit = isExit(yes) ? yes : no;
            HIRBlock head = end(exit == yes ? no : yes);
            if (head.getBeginNode() != ((LoopExitNode) exit.getBeginNode()).loopBegin()) {
                throw lost();
            }
            return exit;
        }
        HIRBlock after = end(yes);
        if (b.getSuccessorCount() > 2 || after != end(no)) {
            throw lost();
        }
        return after;
    }

    private static KernelException lost() {
        return new KernelException("its branches are not nested, which TornadoVM writes wrongly");
    }
}
