package io.github.tornadoarrays.tornadovm;

import jdk.vm.ci.meta.ResolvedJavaMethod;
import uk.ac.manchester.tornado.runtime.ASMClassVisitorProvider;
import uk.ac.manchester.tornado.runtime.common.ParallelAnnotationProvider;

/**
 * Tells TornadoVM's compiler which loops are parallel. TornadoVM's own reader looks for class files on the class path, where those of
 * kernels that are made at run time are not; they have no such loops. It reads all others.
 */
public final class MadeAnnotations implements ASMClassVisitorProvider {
    private static final ParallelAnnotationProvider[] NONE = {};
    private static final String READER = "uk.ac.manchester.tornado.annotation.ASMClassVisitor";

    private final ASMClassVisitorProvider reader;

    public MadeAnnotations() throws ReflectiveOperationException {
        reader =
                (ASMClassVisitorProvider) Class.forName(READER).getConstructor().newInstance();
    }

    @Override
    public ParallelAnnotationProvider[] getParallelAnnotations(ResolvedJavaMethod method) {
        boolean made = method.getDeclaringClass().toJavaName().startsWith(VmKernel.PACKAGE);
        return made ? NONE : reader.getParallelAnnotations(method);
    }
}
