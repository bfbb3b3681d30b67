package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers with a device that is as late as it may be: a copy is made when somebody waits for it or for a later one. */
class TransfersTest {
    private static final long LIMIT = 40L << 20;

    private final MemorySegment device = Arena.ofAuto().allocate(LIMIT);
    private final Deque<Runnable> late = new ArrayDeque<>();
    private long told;
    private long done;
    private long failAt = -1;

    private final Driver driver = (Driver) Proxy.newProxyInstance(
            Driver.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (proxy, method, a) -> switch (method.getName()) {
                case "limits" ->
                    new Limits(Engine.Traits.HOST, "late", false, false, new long[3], new long[3], 0, LIMIT, 1, 1);
                case "staging", "pin" -> Arena.ofAuto().allocate((long) a[0], 4096);
                case "unpin" -> null;
                case "write" ->
                    tell(() -> MemorySegment.copy((MemorySegment) a[0], 0, device, (long) a[2], (long) a[3]));
                case "read" ->
                    tell(() -> MemorySegment.copy(device, (long) a[1], (MemorySegment) a[2], 0, (long) a[3]));
                case "await" -> {
                    await((long) a[0]);
                    yield null;
                }
                default -> throw new AssertionError(method.getName());
            });

    private final Pinned pinned = new Pinned(driver);
    private final Transfers transfers = new Transfers(driver, pinned);

    private long tell(Runnable copy) {
        if (told == failAt) {
            failAt = -1;
            throw new DeviceException("the device is lost");
        }
        late.add(copy);
        return ++told;
    }

    private void await(long ticket) {
        while (done < ticket) {
            late.remove().run();
            done++;
        }
    }

    private static byte[] bytes(int n) {
        byte[] b = new byte[n];
        new Random(n).nextBytes(b);
        return b;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, 65_537, 300_001, 1 << 20, (5 << 20) + 7, (30 << 20) + 13})
    void everyByteGoesThereAndComesBack(int n) {
        byte[] sent = bytes(n);
        byte[] given = sent.clone();
        transfers.write(MemorySegment.ofArray(given), 0, 24);
        Arrays.fill(given, (byte) 0); // the host's memory may be changed once that returns
        byte[] back = new byte[n];
        transfers.read(0, 24, MemorySegment.ofArray(back));
        assertThat(Arrays.mismatch(back, sent)).isEqualTo(-1);
    }

    @Test
    void onePieceIsUsedByOneTransferAfterAnother() {
        byte[][] all = new byte[40][];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes(60_000 + 10_000 * i);
        }
        long at = 0;
        for (byte[] b : all) {
            transfers.write(MemorySegment.ofArray(b), 0, at);
            at += b.length;
        }
        at = 0;
        for (byte[] b : all) {
            byte[] back = new byte[b.length];
            transfers.read(0, at, MemorySegment.ofArray(back));
            assertThat(Arrays.mismatch(back, b)).isEqualTo(-1);
            at += b.length;
        }
    }

    @Test
    void pageLockedMemoryIsMovedAsItIs() {
        Engine.Locked locked = pinned.allocate(10 << 20);
        byte[] sent = bytes(10 << 20);
        locked.segment().copyFrom(MemorySegment.ofArray(sent));
        assertThat(pinned.holds(locked.segment().asSlice(100, 1000))).isTrue();
        assertThat(pinned.holds(Arena.ofAuto().allocate(8))).isFalse();
        transfers.write(locked.segment(), 0, 0);
        assertThat(told).isEqualTo(1);
        locked.segment().fill((byte) 0);
        transfers.read(0, 0, locked.segment());
        assertThat(told).isEqualTo(2);
        assertThat(locked.segment().mismatch(MemorySegment.ofArray(sent))).isEqualTo(-1);
        assertThat(pinned.bytes()).isEqualTo(10 << 20);
        locked.close().run();
        assertThat(pinned.bytes()).isZero();
        assertThatThrownBy(() -> locked.segment().fill((byte) 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransferAfterOneThatFailedIsWhole() {
        failAt = 20;
        byte[] sent = bytes(30 << 20);
        assertThatThrownBy(() -> transfers.write(MemorySegment.ofArray(new byte[sent.length]), 0, 0))
                .isInstanceOf(DeviceException.class);
        everyByteGoesThereAndComesBack(sent.length);
    }
}
