package io.github.tornadoarrays.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device has no routine for is done by the host only where the user allows it. */
class BorrowingTest {
    private static final String PROPERTY = "tornado.arrays.borrow";
    private final MirrorEngine device = new MirrorEngine("lender:0");

    @BeforeEach
    @AfterEach
    void unset() {
        System.clearProperty(PROPERTY);
    }

    /** Complex numbers, among which devices have no kernel to search. */
    private NDArray complex() {
        return Np.array(1, 2, 3).astype(DType.COMPLEX128);
    }

    @Test
    void isRefusedWithTheBytesAndTheRemedies() {
        try (var _ = Engines.use(device)) {
            NDArray z = complex().eval();
            long reads = device.reads();
            assertThatThrownBy(() -> Np.searchsorted(z, z))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage(
                            "searchsorted: lender:0 has no routine for 3 elements of complex128; x.to(\"cpu\") computes it there, or"
                                    + " TORNADO_ARRAYS_BORROW=1 allows copying (96 bytes) each time");
            assertThat(device.reads()).isEqualTo(reads);
        }
    }

    @Test
    void isDoneWhereItIsAllowed() {
        try (var _ = Engines.use(device)) {
            System.setProperty(PROPERTY, "1");
            NDArray found = Np.searchsorted(complex(), complex());
            assertThat(found.device().name()).isEqualTo("lender:0");
            assertThat(found.toDoubleArray()).containsExactly(0, 1, 2);
        }
    }

    @Test
    void newElementsCopyNothingOfTheDevice() {
        try (var _ = Engines.use(device)) {
            assertThat(Np.random.permutation(5).sum().item()).isEqualTo(10L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "2"})
    void anotherValueIsRefused(String value) {
        try (var _ = Engines.use(device)) {
            System.setProperty(PROPERTY, value);
            assertThatThrownBy(() -> Np.searchsorted(complex(), complex()))
                    .isInstanceOf(ArrayException.class)
                    .hasMessageContaining("tornado.arrays.borrow: \"" + value + "\" is not known");
        }
    }
}
