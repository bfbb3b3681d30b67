package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.fromDlpack;
import static io.github.tornadoarrays.Np.fromDlpackUnversioned;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DLPack's structs, of the host's memory. What is where in them is written here again, from dlpack.h. */
@SuppressWarnings("restricted")
class DlpackTest {
    private static final FunctionDescriptor DELETER = FunctionDescriptor.ofVoid(ADDRESS);
    private static final AtomicInteger DELETED = new AtomicInteger();

    static void deleted(MemorySegment struct) {
        DELETED.incrementAndGet();
    }

    private static MemorySegment counter() {
        try {
            MethodHandle f = MethodHandles.lookup()
                    .findStatic(DlpackTest.class, "deleted", MethodType.methodType(void.class, MemorySegment.class));
            return Linker.nativeLinker().upcallStub(f, DELETER, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A DLManagedTensorVersioned of float64 elements of the host. */
    private static MemorySegment struct(Arena arena, MemorySegment data, long[] shape, long[] strides, long flags) {
        MemorySegment s = arena.allocate(80, 8);
        s.set(JAVA_INT, 0, 1);
        s.set(ADDRESS, 16, counter());
        s.set(JAVA_LONG, 24, flags);
        tensor(arena, s.asSlice(32), data, shape, strides);
        return s;
    }

    private static void tensor(Arena arena, MemorySegment t, MemorySegment data, long[] shape, long[] strides) {
        t.set(ADDRESS, 0, data);
        t.set(JAVA_INT, 8, 1);
        t.set(JAVA_INT, 16, shape.length);
        t.set(JAVA_BYTE, 20, (byte) 2);
        t.set(JAVA_BYTE, 21, (byte) 64);
        t.set(JAVA_SHORT, 22, (short) 1);
        t.set(ADDRESS, 24, arena.allocateFrom(JAVA_LONG, shape));
        if (strides != null) {
            t.set(ADDRESS, 32, arena.allocateFrom(JAVA_LONG, strides));
        }
    }

    private static MemorySegment doubles(Arena arena, int n) {
        MemorySegment data = arena.allocate(JAVA_DOUBLE, n);
        for (int i = 0; i < n; i++) {
            data.setAtIndex(JAVA_DOUBLE, i, i);
        }
        return data;
    }

    /** Calls the deleter of a DLManagedTensor as native code does. */
    private static void delete(MemorySegment struct, MemorySegment argument) throws Throwable {
        MemorySegment deleter = struct.get(ADDRESS, 56);
        Linker.nativeLinker().downcallHandle(deleter, DELETER).invokeExact(argument);
    }

    @Test
    void elementsOfAnotherLibraryAreShared() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = doubles(arena, 12);
            NDArray x = fromDlpack(struct(arena, data, new long[] {3, 4}, null, 0));
            assertThat(x.dtype()).isEqualTo(DType.FLOAT64);
            assertThat(x.shape()).containsExactly(3, 4);
            assertThat(x.sum(1).toDoubleArray()).containsExactly(6, 22, 38);
            x.set(-1, 2, 0);
            assertThat(data.getAtIndex(JAVA_DOUBLE, 8)).isEqualTo(-1);
        }
    }

    @Test
    void stridesAndOffsetsAreThoseOfTheStruct() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment s = struct(arena, doubles(arena, 12), new long[] {2, 3}, new long[] {-6, 2}, 0);
            s.set(JAVA_LONG, 32 + 40, 7 * 8);
            assertThat(fromDlpack(s).toNested()).isEqualTo(new double[][] {{7, 9, 11}, {1, 3, 5}});
            MemorySegment old = arena.allocate(64, 8);
            tensor(arena, old, doubles(arena, 3), new long[] {3}, new long[] {1});
            assertThat(fromDlpackUnversioned(old).toDoubleArray()).containsExactly(0, 1, 2);
            MemorySegment none = struct(arena, MemorySegment.NULL, new long[] {0, 3}, null, 0);
            assertThat(fromDlpack(none).shape()).containsExactly(0, 3);
        }
    }

    @Test
    void whatMustNotBeWrittenIsCopiedAndDeleted() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = doubles(arena, 3);
            int before = DELETED.get();
            NDArray x = fromDlpack(struct(arena, data, new long[] {3}, null, 1));
            assertThat(DELETED).hasValue(before + 1);
            x.set(5);
            assertThat(data.getAtIndex(JAVA_DOUBLE, 0)).isZero();
        }
    }

    @Test
    void theDeleterIsCalledWhenNobodyHasTheArray() throws InterruptedException {
        Arena arena = Arena.ofAuto();
        int before = DELETED.get();
        MemorySegment struct = struct(arena, doubles(arena, 3), new long[] {3}, null, 0);
        assertThat(fromDlpack(struct).sum().item()).isEqualTo(3);
        for (int i = 0; i < 100 && DELETED.get() == before; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(DELETED.get()).isGreaterThan(before);
        assertThat(struct.get(JAVA_INT, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void arraysGoOutAndComeBack(DType type) throws Throwable {
        NDArray x = arange(24).reshape(2, 3, 4).astype(type).to("host").get("::-1, :, 1::2");
        MemorySegment s = x.toDlpack();
        assertThat(s.byteSize()).isEqualTo(80);
        assertThat(s.get(JAVA_LONG, 24)).isEqualTo(2); // copied: Java arrays can't be shown
        NDArray y = fromDlpack(s);
        assertThat(y.dtype()).isEqualTo(type);
        assertThat(y.eq(x).all().itemBoolean()).isTrue();
        NDArray z = fromDlpackUnversioned(x.toDlpackUnversioned());
        assertThat(z.eq(x).all().itemBoolean()).isTrue();
    }

    @Test
    void nativeMemoryIsSharedUntilTheDeleterIsCalled() throws Throwable {
        PinnedArray p = PinnedArray.empty(Device.of("cpu"), DType.FLOAT64, 4);
        p.array().set(arange(4.).to("host"));
        NDArray x = p.array();
        MemorySegment s = x.toDlpack();
        assertThat(s.get(JAVA_LONG, 24)).isZero();
        assertThat(s.get(ADDRESS, 32).address()).isEqualTo(p.segment().address());
        NDArray y = fromDlpack(s);
        y.set(9, 1);
        assertThat(x.item(1)).isEqualTo(9);
        MemorySegment other = x.toDlpackUnversioned();
        delete(other, MemorySegment.ofAddress(other.address()));
        assertThatThrownBy(() -> other.get(JAVA_INT, 0)).isInstanceOf(IllegalStateException.class);
        MemorySegment inUse = x.toDlpackUnversioned();
        delete(inUse, inUse);
        delete(x.toDlpackUnversioned(), MemorySegment.NULL);
        assertThatThrownBy(() -> inUse.get(JAVA_INT, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsNotKnownIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = doubles(arena, 3);
            MemorySegment version = struct(arena, data, new long[] {3}, null, 0);
            version.set(JAVA_INT, 0, 2);
            assertThatThrownBy(() -> fromDlpack(version))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("the struct has version 2.0, version 1 is known");
            MemorySegment type = struct(arena, data, new long[] {3}, null, 0);
            type.set(JAVA_BYTE, 32 + 21, (byte) 80);
            assertThatThrownBy(() -> fromDlpack(type))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("code 2, 80 bits, 1 lanes");
            MemorySegment device = struct(arena, data, new long[] {3}, null, 0);
            device.set(JAVA_INT, 32 + 8, 8);
            assertThatThrownBy(() -> fromDlpack(device))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("a device of type 8");
            MemorySegment card = struct(arena, data, new long[] {3}, null, 0);
            card.set(JAVA_INT, 32 + 8, 2);
            card.set(JAVA_INT, 32 + 12, 99);
            assertThatThrownBy(() -> fromDlpack(card))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("fromDlpack: there is no device \"cuda:99\"");
            MemorySegment odd = struct(arena, data.asSlice(3), new long[] {2}, null, 0);
            assertThatThrownBy(() -> fromDlpack(odd))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContaining("is no multiple of 8");
            assertThatThrownBy(() -> fromDlpack(MemorySegment.NULL)).isInstanceOf(DataFormatException.class);
        }
    }
}
