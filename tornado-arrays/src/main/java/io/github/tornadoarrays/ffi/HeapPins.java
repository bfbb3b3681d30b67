package io.github.tornadoarrays.ffi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps Java arrays where they are, so that native code can use them from one call to another while the garbage collector
 * works on: JNI's {@code GetPrimitiveArrayCritical}, reached without any native code of our own. Why this is sound, and only with
 * the collector named here, is told in {@code docs/decisions/0006}.
 */
@SuppressWarnings("restricted")
public final class HeapPins {
    /** The collector that leaves the region of a pinned array alone and collects the others, for as long as the pin lasts. */
    private static final String PINNING = "G1 Young Generation";

    // Places in JNI's tables of functions, which its specification fixes.
    private static final int GET_ENV = 6;
    private static final int FIND_CLASS = 6;
    private static final int NEW_GLOBAL_REF = 21;
    private static final int GET_OBJECT_CLASS = 31;
    private static final int GET_STATIC_METHOD_ID = 113;
    private static final int CALL_STATIC_OBJECT_METHOD_A = 116;
    private static final int REGISTER_NATIVES = 215;
    private static final int GET_PRIMITIVE_ARRAY_CRITICAL = 222;
    private static final int RELEASE_PRIMITIVE_ARRAY_CRITICAL = 223;
    private static final int VERSION_1_8 = 0x00010008;

    private static final boolean AVAILABLE = collectorPins() && Anchor.cast();

    private HeapPins() {}

    /** {@return whether arrays can be pinned: with a collector that allows it, on a JVM whose JNI is found} */
    public static boolean areAvailable() {
        return AVAILABLE;
    }

    /**
     * Has the array stay where it is until {@link #unpin}. It must stay reachable meanwhile.
     *
     * @param array an array of primitives
     * @return the address of its elements; 0 if it can't be had
     */
    public static long pin(Object array) {
        return Anchor.pin(array);
    }

    /** Lets go of an array, which native code must have finished with. Another thread than the one that pinned it may do this. */
    public static void unpin(Object array, long address) {
        if (Anchor.unpin(array, address) == 0) {
            throw new IllegalStateException("an array could not be unpinned");
        }
    }

    private static boolean collectorPins() {
        try {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .map(GarbageCollectorMXBean::getName)
                    .anyMatch(PINNING::equals);
        } catch (LinkageError e) {
            // a runtime without java.management
            return false;
        }
    }

    /**
     * A thread, since JNI finds the class of the current thread and no other class of ours, whose native methods are upcalls:
     * within them an array is a handle that JNI takes.
     */
    private static final class Anchor extends Thread {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle TWO =
                LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        private static final MethodHandle THREE =
                LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        private static final MethodHandle FOUR =
                LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        private static final MethodHandle REGISTER =
                LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT));
        private static final MethodHandle RELEASE =
                LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));

        private static MemorySegment pinning = MemorySegment.NULL;
        private static MemorySegment unpinning = MemorySegment.NULL;
        private static boolean registered;

        static native long pin(Object array);

        static native long unpin(Object array, long elements);

        /** Gives the native methods their code; whether that worked. */
        static boolean cast() {
            Anchor anchor = new Anchor();
            anchor.setDaemon(true);
            anchor.start();
            try {
                anchor.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return registered;
        }

        @Override
        public void run() {
            try {
                registered = register();
            } catch (Throwable t) {
                // no library, no such function: arrays are copied then
                registered = false;
            }
        }

        private static boolean register() throws Throwable {
            Arena arena = Arena.global();
            Path home = Path.of(System.getProperty("java.home"));
            Path file = switch (Platform.OS) {
                case WINDOWS -> home.resolve("bin/server/jvm.dll");
                case MACOS -> home.resolve("lib/server/libjvm.dylib");
                case LINUX, OTHER -> home.resolve("lib/server/libjvm.so");
            };
            MethodHandle machines = Library.open("the JVM", "", List.of(new Source.File(file)))
                    .bind("JNI_GetCreatedJavaVMs", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
            MemorySegment place = arena.allocate(ADDRESS);
            MemorySegment count = arena.allocate(JAVA_INT);
            if ((int) machines.invokeExact(place, 1, count) != 0 || count.get(JAVA_INT, 0) != 1) {
                return false;
            }
            MemorySegment machine = place.get(ADDRESS, 0);
            MethodHandle getEnv = LINKER.downcallHandle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
            if ((int) getEnv.invokeExact(function(table(machine), GET_ENV), machine, place, VERSION_1_8) != 0) {
                return false;
            }
            MemorySegment env = place.get(ADDRESS, 0);
            MemorySegment table = table(env);
            pinning = function(table, GET_PRIMITIVE_ARRAY_CRITICAL);
            unpinning = function(table, RELEASE_PRIMITIVE_ARRAY_CRITICAL);
            long self = ownClass(env.address(), table, arena);
            if (self == 0) {
                return false;
            }
            MemorySegment methods = arena.allocate(ADDRESS, 6);
            method(methods, 0, "pin", new Class<?>[] {Object.class}, arena);
            method(methods, 3, "unpin", new Class<?>[] {Object.class, long.class}, arena);
            return (int) REGISTER.invokeExact(function(table, REGISTER_NATIVES), env.address(), self, methods, 2) == 0;
        }

        /**
         * A global reference to this class, 0 if there is none. A local reference made outside of a native method lasts until the
         * thread calls any native method. So nothing happens between the call that gives one and the one that makes it
         * global, for which both have to be linked: the first of two rounds sees to that.
         */
        private static long ownClass(long env, MemorySegment table, Arena arena) throws Throwable {
            MemorySegment find = function(table, FIND_CLASS);
            MemorySegment keep = function(table, NEW_GLOBAL_REF);
            MemorySegment methodId = function(table, GET_STATIC_METHOD_ID);
            MemorySegment call = function(table, CALL_STATIC_OBJECT_METHOD_A);
            MemorySegment classOf = function(table, GET_OBJECT_CLASS);
            long name = arena.allocateFrom("java/lang/Thread").address();
            long current = arena.allocateFrom("currentThread").address();
            long signature = arena.allocateFrom("()Ljava/lang/Thread;").address();
            long found = 0;
            for (int round = 0; round < 2; round++) {
                long local = (long) TWO.invokeExact(find, env, name);
                long threads = (long) TWO.invokeExact(keep, env, local);
                long id = (long) FOUR.invokeExact(methodId, env, threads, current, signature);
                if (threads == 0 || id == 0) {
                    return 0;
                }
                local = (long) FOUR.invokeExact(call, env, threads, id, 0L);
                long thread = (long) TWO.invokeExact(keep, env, local);
                local = (long) TWO.invokeExact(classOf, env, thread);
                found = (long) TWO.invokeExact(keep, env, local);
            }
            return found;
        }

        private static MemorySegment table(MemorySegment object) {
            return object.reinterpret(ADDRESS.byteSize())
                    .get(ADDRESS, 0)
                    .reinterpret(ADDRESS.byteSize() * (RELEASE_PRIMITIVE_ARRAY_CRITICAL + 1));
        }

        private static MemorySegment function(MemorySegment table, int place) {
            return table.getAtIndex(ADDRESS, place);
        }

        /** Writes a {@code JNINativeMethod}: a name, a signature, and an upcall to what is called the same with "Here" after it. */
        private static void method(MemorySegment methods, int at, String name, Class<?>[] parameters, Arena arena)
                throws ReflectiveOperationException {
            MethodType type = MethodType.methodType(long.class, parameters);
            MemoryLayout[] layouts = new MemoryLayout[parameters.length + 2];
            Arrays.fill(layouts, JAVA_LONG);
            FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_LONG, layouts);
            MethodHandle target =
                    MethodHandles.lookup().findStatic(Anchor.class, name + "Here", descriptor.toMethodType());
            methods.setAtIndex(ADDRESS, at, arena.allocateFrom(name));
            methods.setAtIndex(ADDRESS, at + 1L, arena.allocateFrom(type.toMethodDescriptorString()));
            methods.setAtIndex(ADDRESS, at + 2L, LINKER.upcallStub(target, descriptor, arena));
        }

        // An exception would end the JVM here; there is none but of a stack or heap that is full.

        private static long pinHere(long env, long self, long array) {
            try {
                return (long) THREE.invokeExact(pinning, env, array, 0L);
            } catch (Throwable t) {
                return 0;
            }
        }

        private static long unpinHere(long env, long self, long array, long elements) {
            try {
                RELEASE.invokeExact(unpinning, env, array, elements, 0);
                return 1;
            } catch (Throwable t) {
                return 0;
            }
        }
    }
}
