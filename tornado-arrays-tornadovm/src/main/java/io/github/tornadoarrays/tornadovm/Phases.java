package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DeviceException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ListIterator;
import jdk.graal.compiler.java.GraphBuilderPhase;
import jdk.graal.compiler.phases.BasePhase;
import jdk.graal.compiler.phases.PhaseSuite;
import jdk.graal.compiler.phases.schedule.SchedulePhase;
import uk.ac.manchester.tornado.runtime.TornadoAcceleratorBackend;
import uk.ac.manchester.tornado.runtime.graal.TornadoSuites;

/** What is done to kernels of this module in the course of TornadoVM's compilation: when bytecode is read, right after it, and right before C is written. */
final class Phases {
    private Phases() {}

    /** Has it done in all that a backend compiles from now on; once a backend. */
    // the suites of phases are typed by TornadoVM; nothing of its types is used
    @SuppressWarnings("unchecked")
    static void install(TornadoAcceleratorBackend backend) {
        Language language = Language.of(backend);
        PhaseSuite<Object> first =
                (PhaseSuite<Object>) (PhaseSuite<?>) backend.getSuitesProvider().getGraphBuilderSuite();
        ListIterator<BasePhase<? super Object>> reader = first.findPhase((Class) GraphBuilderPhase.class);
        ((GraphBuilderPhase) (BasePhase<?>) reader.previous())
                .getGraphBuilderConfig()
                .getPlugins()
                .appendNodePlugin(new Calls(language));
        first.appendPhase(new Anchors());
        PhaseSuite<Object> last =
                (PhaseSuite<Object>) (PhaseSuite<?>) suites(backend).getLowTier();
        ListIterator<BasePhase<? super Object>> schedule = last.findPhase((Class) SchedulePhase.class);
        schedule.previous();
        schedule.add(new AsJava(language));
    }

    private static TornadoSuites suites(TornadoAcceleratorBackend backend) {
        Object provider = backend.getSuitesProvider();
        try {
            MethodHandle get = MethodHandles.publicLookup()
                    .findVirtual(provider.getClass(), "getSuites", MethodType.methodType(TornadoSuites.class));
            return (TornadoSuites) get.invoke(provider);
        } catch (Throwable e) {
            throw new DeviceException("tornadovm: the phases of " + backend.getName() + " are not as in TornadoVM 5.2 ("
                    + e + "); use the SDK 5.2.0-jdk25");
        }
    }
}
