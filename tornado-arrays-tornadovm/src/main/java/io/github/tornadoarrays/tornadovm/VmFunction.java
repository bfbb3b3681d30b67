package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.emit.jvm.ItemEmitter;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Memory;
import io.github.tornadoarrays.ir.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import uk.ac.manchester.tornado.api.WorkerGrid3D;
import uk.ac.manchester.tornado.api.common.Access;
import uk.ac.manchester.tornado.runtime.common.KernelStackFrame;
import uk.ac.manchester.tornado.runtime.tasks.CompilableTask;

/** A compiled kernel, ready for its arguments. The grid is always said, so TornadoVM never chooses one. */
final class VmFunction implements Driver.Function {
    private final VmDevice device;
    private final VmKernel kernel;
    private final long mostInGroup;
    private final long[] memory;
    private final List<Expr.Var> scalars;
    private final long[] values;
    private final Numbers floats;
    private final Numbers doubles;
    private final KernelStackFrame frame;
    private long fault;

    VmFunction(VmDevice device, VmKernel kernel, long mostInGroup) {
        this.device = device;
        this.kernel = kernel;
        this.mostInGroup = mostInGroup;
        memory = new long[kernel.kernel().buffers().size()];
        scalars = kernel.kernel().scalars();
        values = new long[scalars.size()];
        floats = new Numbers(
                device, ItemEmitter.numbers(kernel.kernel(), DType.FLOAT32).size(), DType.FLOAT32);
        doubles = new Numbers(
                device, ItemEmitter.numbers(kernel.kernel(), DType.FLOAT64).size(), DType.FLOAT64);
        int most = memory.length + values.length + 4;
        frame = device.get(() -> device.device.createKernelStackFrame(VmDevice.PLAN, most, Access.NONE));
    }

    @Override
    public long mostInGroup() {
        return mostInGroup;
    }

    @Override
    public List<Optional<Driver.Parameter>> parameters() {
        return List.of();
    }

    /** An argument behind the scalars is the place where checks say what failed. */
    @Override
    public void setMemory(int argument, Memory m) {
        if (argument < memory.length) {
            memory[argument] = m.handle();
        } else {
            fault = m.handle();
        }
    }

    @Override
    public void setScalar(int argument, DType type, long bits) {
        values[argument - memory.length] = bits;
    }

    @Override
    public void setShared(int argument, long bytes) {
        throw new UnsupportedOperationException("memory of a group as an argument");
    }

    @Override
    public void launch(long[] items, long[] group) {
        WorkerGrid grid = switch (items.length) {
            case 1 -> new WorkerGrid1D((int) items[0]);
            case 2 -> new WorkerGrid2D((int) items[0], (int) items[1]);
            default -> new WorkerGrid3D((int) items[0], (int) items[1], (int) items[2]);
        };
        grid.setLocalWork(group[0], group.length > 1 ? group[1] : 1, group.length > 2 ? group[2] : 1);
        device.run(() -> launchThere(items, grid));
    }

    private void launchThere(long[] items, WorkerGrid grid) {
        HashMap<Integer, Integer> sizes = new HashMap<>();
        for (int d = 0; d < items.length; d++) {
            sizes.put(d, (int) items[d]);
        }
        frame.reset();
        frame.setKernelContext(sizes);
        frame.addCallArgument(new KernelStackFrame.KernelContextArgument(), false);
        for (long m : memory) {
            frame.addCallArgument(m, true);
        }
        int f = 0;
        int d = 0;
        for (int k = 0; k < values.length; k++) {
            switch (scalars.get(k).type()) {
                case FLOAT16, BFLOAT16, FLOAT32 -> floats.set(f++, values[k]);
                case FLOAT64 -> doubles.set(d++, values[k]);
                case INT64, UINT64 -> frame.addCallArgument(values[k], false);
                default -> frame.addCallArgument((int) values[k], false);
            }
        }
        for (Numbers n : List.of(floats, doubles)) {
            if (!n.isEmpty()) {
                frame.addCallArgument(n.written(), true);
            }
        }
        if (kernel.faults()) {
            frame.addCallArgument(fault, true);
        }
        CompilableTask task = kernel.task();
        task.meta().setGridScheduler(new GridScheduler(task.getId(), grid));
        try {
            kernel.code().launchWithoutDependencies(VmDevice.PLAN, frame, null, task.meta(), 0);
        } catch (RuntimeException e) {
            throw new DeviceException("tornadovm: a launch failed: " + Sdk.reason(e));
        }
    }
}
