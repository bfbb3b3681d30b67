package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.MirrorEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final MirrorEngine A = new MirrorEngine("glass:0");
    private static final MirrorEngine B = new MirrorEngine("glass:1");
    private static final MirrorEngine SINGLE = new MirrorEngine("single:0", false);

    static {
        Engines.add(A);
        Engines.add(B);
        Engines.add(SINGLE);
    }

    private final Device before = Device.current();

    @AfterEach
    void asBefore() {
        Np.setDevice(before);
    }

    @Test
    void cpuComesFirst() {
        assertThat(Device.list().get(0).name()).isEqualTo("cpu");
        assertThat(Device.list()).contains(Device.of("cpu"), Device.of("reference"), Device.of("glass:1"));
        assertThat(Device.of("glass")).isEqualTo(Device.of("glass:0")).hasToString("glass:0");
        assertThat(Device.of("cpu").isHost()).isTrue();
        assertThat(Device.of("cpu").fp64()).isTrue();
        assertThat(Device.of("cpu").isGpu()).isFalse();
        assertThat(Device.of("glass").isHost()).isFalse();
        assertThat(Device.of("single").fp64()).isFalse();
        assertThat(Device.of("cpu").units()).isPositive();
        assertThat(Device.of("cpu").memory()).isPositive();
    }

    @Test
    void newArraysGoToTheCurrentDevice() {
        try (Device.Use use = Device.use("glass:0")) {
            assertThat(use.device()).isEqualTo(Device.current()).isEqualTo(Device.of("glass:0"));
            for (NDArray x : new NDArray[] {
                Np.zeros(3),
                Np.array(1.0, 2),
                Np.asarray(new float[] {1}),
                Np.arange(4),
                Np.arange(4.5),
                Np.linspace(0, 1, 5),
                Np.eye(3),
                Np.empty(2),
                Np.full(new long[] {2}, 7),
                Np.random.random(4),
                Np.random.permutation(5),
                Np.indices(2, 3)
            }) {
                assertThat(x.device().name()).isEqualTo("glass:0");
                assertThat(x.add(1).device().name()).isEqualTo("glass:0");
            }
        }
        assertThat(Np.zeros(3).device()).isEqualTo(before);
    }

    @Test
    void expressionsStayWhereTheirArraysAre() {
        NDArray x;
        NDArray pending;
        try (Device.Use _ = Device.use("glass:1")) {
            x = Np.arange(6).reshape(2, 3);
            pending = x.mul(2);
        }
        assertThat(pending.device().name()).isEqualTo("glass:1");
        assertThat(pending.sum().device().name()).isEqualTo("glass:1");
        assertThat(x.get("0, ::-1").device().name()).isEqualTo("glass:1");
        assertThat(Np.zerosLike(x).device().name()).isEqualTo("glass:1");
        assertThat(x.addi(1).device().name()).isEqualTo("glass:1");
        assertThat(pending.sum().itemLong()).isEqualTo(30);
        assertThat(x).hasToString("[[1 2 3]\n [4 5 6]]");
    }

    @Test
    void whatFunctionsMakeForThemselvesGoesWhereTheArraysAre() {
        NDArray x = Np.arange(12).reshape(3, 4).to("glass:0");
        String there = "glass:0";
        for (NDArray y : new NDArray[] {
            Np.roll(x, 1, 0),
            Np.pad(x, 1),
            Np.tril(x),
            Np.repeat(x, new long[] {1, 0, 2}, 0),
            Np.cumsum(x, 0),
            Np.concatenate(List.of(x, x), 0),
            Np.diag(x.get(0)),
            Np.argmax(x, 1),
            Np.nonzero(x).get(0),
            Np.argwhere(x.gt(3)),
            Np.where(x.gt(3), x, 0),
            Np.bincount(x.ravel()),
            Np.matmul(x, x.transpose()),
            Np.takeAlongAxis(x, Np.argmax(x, 1).reshape(3, 1), 1),
            Np.isnan(x),
            Np.sum(x.get("0:0")),
            Np.onesLike(x),
            Np.imag(x),
            Np.cross(x.get(":, :3"), x.get(":, 1:")),
            x.get(x.gt(5)),
            x.get(new int[] {0, 2}),
            x.get(new boolean[] {true, false, true}),
            Np.random.permutation(x),
            Np.random.choice(x, 5),
            x.astype("float32"),
            x.gt(1L << 40),
            x.copy(),
            Np.einsum("ij,kj->ik", x, x),
        }) {
            assertThat(y.device().name()).isEqualTo(there);
            y.eval();
            assertThat(y.device().name()).isEqualTo(there);
        }
        x.set("0", new int[] {9, 8, 7, 6});
        x.set(5, new int[] {1, 2}, 0);
        x.set(-2, x.gt(8));
        Np.putAlongAxis(x, Np.array(3, 3, 3).reshape(3, 1).to("glass"), -1, 1);
        Np.random.shuffle(x);
        assertThat(Np.sum(x).itemLong()).isEqualTo(-2 + 8 + 7 + 5 + 5 + 6 + 5 - 2 - 2 - 3);
    }

    @Test
    void toMovesTheElements() {
        NDArray x = Np.arange(6.0).reshape(2, 3);
        NDArray y = x.transpose().add(1).to("glass:0");
        assertThat(y.device().name()).isEqualTo("glass:0");
        assertThat(y.toDoubleArray()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(y.to("glass:0")).isSameAs(y);
        assertThat(y.to("glass:1").mul(2).to("host").toDoubleArray()).containsExactly(2, 8, 4, 10, 6, 12);
        NDArray host = Np.arange(3).to("cpu");
        assertThat(host.to("host")).isSameAs(host);
        assertThat(host.to(Device.of("reference"))).isSameAs(host);
        y.set("0", 100);
        assertThat(x.item(0, 0)).isEqualTo(0);
    }

    @Test
    void oneElementIsReadAlone() {
        NDArray x = Np.arange(1000).to("glass:0");
        long reads = A.reads();
        assertThat(x.itemLong(17)).isEqualTo(17);
        assertThat(x.add(1).mul(2).sum().itemLong()).isEqualTo(1001_000);
        assertThat(A.reads()).isEqualTo(reads + 2);
    }

    @Test
    void whatTheHostDoesForADeviceIsTold() {
        Np.setDevice("glass:1");
        NDArray x = Np.arange(4).reshape(2, 2);
        assertThat(x.add(1).eval().explain()).isEqualTo("in memory of glass:1\n");
        Np.matmul(x, x);
        Np.cumsum(x, 0).eval();
        Np.random.integers(Np.bool_, 0, 2, 3).eval();
        assertThat(Np.engine()).isEqualTo("glass:1: Np.setDevice says so");
        System.setProperty("tornado.arrays.borrow", "1");
        try {
            NDArray z = x.ravel().astype(DType.COMPLEX128);
            Np.searchsorted(z, z).eval();
        } finally {
            System.clearProperty("tornado.arrays.borrow");
        }
        assertThat(Np.engine())
                .isEqualTo("glass:1: Np.setDevice says so; so far done by the host for it: searchsorted");
    }

    @Test
    void indexArraysAreCheckedWhereTheyAre() {
        NDArray x = Np.arange(5).to("glass:0");
        NDArray many = Np.arange(-5000, 5000).mod(5).to("glass:0");
        assertThat(x.take(many).sum().itemLong()).isEqualTo(20_000);
        assertThatThrownBy(() -> x.take(many.add(1)))
                .isInstanceOf(IndexException.class)
                .hasMessage("take: index 5 is out of range for axis 0 with size 5; valid are -5..4");
        assertThatThrownBy(() -> Np.bincount(x.sub(1)))
                .isInstanceOf(ArrayException.class)
                .hasMessageStartingWith("bincount: the smallest value is -1");
    }

    @Test
    void memoryBetweenDevicesIsCopied() {
        NDArray x = Np.arange(3).to("glass:0");
        assertThat(x.asMemorySegment().isReadOnly()).isTrue();
        assertThat(x.toLongArray()).isNotSameAs(x.toLongArray());
    }

    @Test
    void devicesDoNotMix() {
        NDArray h = Np.arange(3).to("cpu");
        NDArray a = h.to("glass:0");
        NDArray b = h.to("glass:1");
        assertThatThrownBy(() -> a.add(h))
                .isInstanceOf(DeviceException.class)
                .hasMessage("add: operands are on glass:0 and host; move one with x.to(\"host\")");
        assertThatThrownBy(() -> h.mul(a))
                .isInstanceOf(DeviceException.class)
                .hasMessage("mul: operands are on host and glass:0; move one with x.to(\"host\")");
        assertThatThrownBy(() -> a.lt(b))
                .isInstanceOf(DeviceException.class)
                .hasMessage("lt: operands are on glass:0 and glass:1; move one with x.to(\"glass:1\")");
        assertThatThrownBy(() -> Np.where(a.gt(1), h, 0))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("where: operands are on glass:0 and host");
        assertThatThrownBy(() -> a.addi(h))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("addi: operands are on");
        assertThatThrownBy(() -> a.set("1:", h.get("1:"))).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> a.set(h, h))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("set: operands are on");
        assertThatThrownBy(() -> a.get(h))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("take: operands are on");
        assertThatThrownBy(() -> a.get(h.gt(1)))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("get: operands are on");
        assertThatThrownBy(() -> Np.concatenate(List.of(a, h), 0)).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> Np.matmul(a, h))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("matmul: operands are on");
        assertThatThrownBy(() -> Np.bincount(a, b))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("bincount: operands are on");
        assertThatThrownBy(() -> a.add(Np.ones(3)))
                .as("new arrays belong to the current device, computed or not")
                .isInstanceOf(DeviceException.class);
        assertThat(a.add(1).toLongArray()).containsExactly(1, 2, 3);
        assertThat(h.toLongArray()).containsExactly(0, 1, 2);
    }

    @Test
    void unknownDevices() {
        assertThatThrownBy(() -> Device.of("glass:7"))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device: there is no device \"glass:7\"; there are cpu, reference, ")
                .hasMessageContaining("glass:0, glass:1");
        assertThatThrownBy(() -> Np.setDevice("")).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> Device.use("opencl:99")).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> Np.ones(1).to("tpu"))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("to: there is no device \"tpu\"");
        assertThat(Device.current()).isEqualTo(before);
    }

    @Test
    void scopesEndInAnyOrder() {
        Device.Use outer = Device.use("glass:0");
        Device.Use inner = Device.use("glass:1");
        outer.close();
        assertThat(Device.current().name()).isEqualTo("glass:1");
        inner.close();
        inner.close();
        assertThat(Device.current()).isEqualTo(before);
    }

    @Test
    void threadsHaveTheirOwnScopesAndShareTheDefault() {
        try (Device.Use _ = Device.use("glass:0")) {
            assertThat(CompletableFuture.supplyAsync(Device::current).join()).isEqualTo(before);
            Np.setDevice("glass:1");
            assertThat(Device.current().name()).isEqualTo("glass:0");
            assertThat(CompletableFuture.supplyAsync(Device::current).join().name())
                    .isEqualTo("glass:1");
            assertThat(Np.engine()).startsWith("glass:1: ");
        }
        assertThat(Np.zeros(2).device().name()).isEqualTo("glass:1");
        CompletableFuture.runAsync(() -> Np.setDevice("cpu")).join();
        assertThat(Np.zeros(2).device().name()).isEqualTo("cpu");
    }

    @Test
    void aScopeThatAnotherThreadClosesIsClosed() {
        Device.Use use = Device.use("glass:0");
        CompletableFuture.runAsync(use::close).join();
        assertThat(Device.current()).isEqualTo(before);
    }

    @Test
    void devicesWithoutDoublesSaySo() {
        NDArray x = Np.array(1f, 2f).to("single");
        assertThat(x.add(1).mul(2.5).sum().item()).isEqualTo(12.5);
        NDArray d = Np.array(1.0, 2.0).to("single");
        assertThat(d.toDoubleArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> d.add(1))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("add: single:0 does not compute in float64");
        assertThatThrownBy(() -> x.astype(DType.FLOAT64)).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> d.astype(DType.FLOAT32)).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> x.astype(DType.COMPLEX128)).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> Np.array(1, 2).to("single").div(2)).isInstanceOf(DeviceException.class);
        assertThat(d.to("cpu").add(1).toDoubleArray()).containsExactly(2, 3);
        assertThat(B.writes()).isNotNegative();
        assertThat(SINGLE.writes()).isPositive();
    }
}
