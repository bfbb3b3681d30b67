package io.github.tornadoarrays.engine.cuda;

import static io.github.tornadoarrays.cuda.Driver.cuGraphAddDependencies;
import static io.github.tornadoarrays.cuda.Driver.cuGraphAddKernelNode;
import static io.github.tornadoarrays.cuda.Driver.cuGraphCreate;
import static io.github.tornadoarrays.cuda.Driver.cuGraphDestroy;
import static io.github.tornadoarrays.cuda.Driver.cuGraphExecDestroy;
import static io.github.tornadoarrays.cuda.Driver.cuGraphExecKernelNodeSetParams;
import static io.github.tornadoarrays.cuda.Driver.cuGraphInstantiate;
import static io.github.tornadoarrays.cuda.Driver.cuGraphLaunch;
import static io.github.tornadoarrays.cuda.Driver.hasDependencyData;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.cuda.CudaException;
import io.github.tornadoarrays.engine.driver.Driver;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Launches as a graph of CUDA's, which costs the host as much as one of them. */
final class KernelNodes implements Driver.Sequence {
    // CUgraphEdgeData: the next kernel may be launched when the one before says so, or ends, and waits for its end
    // itself
    private static final byte PORT_PROGRAMMATIC = 1;
    private static final byte DEPENDENCY_PROGRAMMATIC = 1;

    // CUDA_KERNEL_NODE_PARAMS: the function, seven sizes, the addresses of the arguments, other options
    private static final long NODE_SIZES = 8;
    private static final long NODE_ARGUMENTS = 40;
    private static final long NODE_BYTES = 56;

    private final CudaDriver driver;
    private final List<Node> nodes = new ArrayList<>();
    private long graph;
    private long executable;

    /** Which node the next launch is; past the last, a new one. */
    private int at;

    private record Node(long handle, CudaFunction function, Sizes sizes, long[] arguments) {
        boolean is(CudaFunction f, Sizes s) {
            return f == function && s.equals(sizes) && Arrays.equals(f.arguments(), arguments);
        }
    }

    KernelNodes(CudaDriver driver) {
        this.driver = driver;
        this.graph = cuGraphCreate(0);
    }

    @Override
    public void set(int index, Runnable launch) {
        at = index;
        driver.into(this);
        try {
            launch.run();
        } finally {
            driver.into(null);
        }
    }

    @Override
    public int size() {
        return nodes.size();
    }

    /** A launch that is made now, with the arguments that are set. */
    void put(CudaFunction function, Sizes sizes) {
        if (at == nodes.size()) {
            nodes.add(new Node(add(function, sizes), function, sizes, function.arguments()));
        } else if (!nodes.get(at).is(function, sizes)) {
            long node = nodes.get(at).handle;
            try (Arena arena = Arena.ofConfined()) {
                cuGraphExecKernelNodeSetParams(executable(), node, parameters(function, sizes, arena));
            }
            nodes.set(at, new Node(node, function, sizes, function.arguments()));
        }
        at++;
    }

    private long add(CudaFunction function, Sizes sizes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = parameters(function, sizes, arena);
            if (nodes.isEmpty()) {
                return cuGraphAddKernelNode(graph, MemorySegment.NULL, 0, parameters);
            }
            MemorySegment before = arena.allocateFrom(JAVA_LONG, nodes.getLast().handle);
            if (!function.isEarly() || !hasDependencyData()) {
                return cuGraphAddKernelNode(graph, before, 1, parameters);
            }
            long node = cuGraphAddKernelNode(graph, MemorySegment.NULL, 0, parameters);
            MemorySegment data = arena.allocate(JAVA_LONG);
            data.set(JAVA_BYTE, 0, PORT_PROGRAMMATIC);
            data.set(JAVA_BYTE, 2, DEPENDENCY_PROGRAMMATIC);
            cuGraphAddDependencies(graph, before, arena.allocateFrom(JAVA_LONG, node), data, 1);
            return node;
        }
    }

    private static MemorySegment parameters(CudaFunction function, Sizes sizes, Arena arena) {
        MemorySegment p = arena.allocate(NODE_BYTES, Long.BYTES);
        p.set(JAVA_LONG, 0, function.handle());
        sizes.write(p, NODE_SIZES);
        p.set(JAVA_LONG, NODE_ARGUMENTS, function.places().address());
        return p;
    }

    private long executable() {
        if (executable == 0) {
            executable = cuGraphInstantiate(graph, 0);
        }
        return executable;
    }

    @Override
    public void launch(long stream) {
        driver.enter();
        try {
            cuGraphLaunch(executable(), stream);
        } catch (CudaException e) {
            throw driver.failure(e, nodes.size() + " kernels");
        }
    }

    @Override
    public void destroy() {
        driver.enter();
        if (executable != 0) {
            cuGraphExecDestroy(executable);
            executable = 0;
        }
        cuGraphDestroy(graph);
        graph = 0;
    }
}
