package io.github.tornadoarrays.engine.opencl;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.driver.Limits;

/**
 * One OpenCL device, and what it says of itself.
 *
 * @param handle its {@code cl_device_id}
 * @param platform its {@code cl_platform_id}
 * @param mostItems the most work items of a group along dimension 0, 1, 2
 * @param unified whether host and device share their memory
 * @param roundedDivision whether float32 division and square roots can be correctly rounded
 */
record ClDevice(
        long handle,
        long platform,
        String name,
        String vendor,
        String version,
        String driver,
        String platformName,
        boolean isGpu,
        boolean isCpu,
        boolean fp64,
        boolean fp16,
        boolean int64Atomics,
        boolean roundedDivision,
        boolean unified,
        int units,
        long mostInGroup,
        long[] mostItems,
        long sharedBytes,
        long memoryBytes,
        long largestBuffer) {
    private static final long[] NO_LIMIT = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};

    Limits limits() {
        Engine.Traits traits = new Engine.Traits(
                description(), false, isGpu, fp64, fp16, units, mostInGroup, sharedBytes, memoryBytes);
        return new Limits(traits, name, int64Atomics, unified, mostItems, NO_LIMIT, sharedBytes, largestBuffer, 1, 1);
    }

    String description() {
        return name + " (" + platformName + ", driver " + driver + ")";
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ClDevice d && d.handle == handle;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(handle);
    }
}
