package io.github.tornadoarrays.opt;

/**
 * A device, as far as the way that kernels are spread over it goes by it.
 *
 * @param isGpu whether it is a graphics card
 * @param units how many groups run at once
 * @param mostInGroup the most work items of a group
 * @param sharedBytes the memory that a group can share
 * @param inStep how many work items, neighbours along dimension 0, run in step and can exchange values; 1 where they can't
 * @param vectorBytes what a work item best loads at once; 1 where it is one value
 */
public record Machine(boolean isGpu, int units, int mostInGroup, long sharedBytes, int inStep, int vectorBytes) {
    /** The same with values that are loaded one by one. */
    public Machine withoutVectors() {
        return new Machine(isGpu, units, mostInGroup, sharedBytes, inStep, 1);
    }
}
