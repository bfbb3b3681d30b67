package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.opt.Machine;

/**
 * What a device is, and allows.
 *
 * @param model the device's own name
 * @param int64Atomics whether it has atomic operations on 64-bit integers
 * @param unified whether host and device share their memory
 * @param mostItems the most work items of a group along dimension 0, 1, 2
 * @param mostGroups the most groups along dimension 0, 1, 2
 * @param sharedIfAsked the memory that a group of a kernel can share that the user wrote
 * @param largestBuffer the most bytes that an array can have
 * @param inStep how many work items, neighbours along dimension 0, run in step and can exchange values; 1 where they can't
 * @param vectorBytes what a work item best loads at once; 1 where it is one value
 */
public record Limits(
        Engine.Traits traits,
        String model,
        boolean int64Atomics,
        boolean unified,
        long[] mostItems,
        long[] mostGroups,
        long sharedIfAsked,
        long largestBuffer,
        int inStep,
        int vectorBytes) {

    /** What decides how kernels are spread over work items, of which a group has no more than {@code mostInGroup}. */
    Machine machine(long mostInGroup) {
        return new Machine(
                traits.isGpu(),
                traits.units(),
                (int) Math.min(mostInGroup, traits.mostInGroup()),
                traits.sharedBytes(),
                inStep,
                vectorBytes);
    }
}
