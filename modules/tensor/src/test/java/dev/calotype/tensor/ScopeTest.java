package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who owns native memory, and that mistakes are exceptions: an abort of libtorch would end every job of the process. */
final class ScopeTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @Test
    void freesWhatWasMadeInIt() {
        Tensor gone;
        try (Scope scope = Scope.open(CPU)) {
            gone = Tensor.ones(3).add(Tensor.ones(3));
            assertThat(scope.owned()).isEqualTo(3);
        }
        assertThatThrownBy(gone::toFloats).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> Tensor.ones(2))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("no scope is open");
    }

    @Test
    void keepsOnlyTheResultOfAnInnerScope() {
        try (Scope scope = Scope.open(CPU)) {
            int before = scope.owned();
            Tensor kept = Scope.giving(() -> Tensor.ones(3).add(Tensor.ones(3)).mul(2));
            assertThat(scope.owned()).isEqualTo(before + 1);
            assertThat(kept.toFloats()).containsOnly(4f);
        }
    }

    @Test
    void isClosedByTheThreadThatOpenedIt() throws InterruptedException {
        try (Scope scope = Scope.open(CPU)) {
            assertThat(thrownOn(Thread.ofPlatform(), scope::close)).hasMessageContaining("cannot be closed by");
        }
    }

    @Test
    void refusesVirtualThreads() throws InterruptedException {
        assertThat(thrownOn(Thread.ofVirtual(), () -> Scope.open(CPU))).hasMessageContaining("virtual thread");
    }

    @Test
    void whatLibtorchRefusesIsAnException() {
        try (Scope scope = Scope.open(CPU)) {
            Tensor a = Tensor.ones(2, 3);
            Tensor b = Tensor.ones(4, 5);
            assertThatThrownBy(() -> a.matmul(b))
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("matmul");
            assertThatThrownBy(() -> a.add(b)).isInstanceOf(TensorException.class);
            assertThatThrownBy(() -> Tensor.cat(0, List.of(a, b))).isInstanceOf(TensorException.class);
            assertThatThrownBy(() -> a.reshape(7)).isInstanceOf(TensorException.class);
            assertThatThrownBy(() -> Ops.linear(a, b, null)).isInstanceOf(TensorException.class);
            assertThatThrownBy(() -> Ops.conv2d(a, b, null, 1, 1)).isInstanceOf(TensorException.class);
            assertThat(scope.owned()).isEqualTo(2);
        }
    }

    @Test
    void halfPrecisionTypesTravelThroughEveryRoute() {
        try (Scope scope = Scope.open(CPU)) {
            for (Type type : List.of(Type.BF16, Type.F16)) {
                Tensor x = Tensor.of(new float[] {1, -2, 3, 4}, 1, 1, 2, 2).to(type);
                assertThat(x.type()).isEqualTo(type);
                assertThat(x.add(x).mul(0.5).toFloats()).containsExactly(1, -2, 3, 4);
                assertThat(Tensor.cat(0, List.of(x, x)).shape()).containsExactly(2, 1, 2, 2);
                assertThat(Ops.upsampleNearest2d(x, 2).shape()).containsExactly(1, 1, 4, 4);
                assertThat(x.toString()).contains(type.toString());
                assertThat(x.sum().item()).isEqualTo(6);
                assertThat(x.clamp(0, 2).toFloats()).containsExactly(1, 0, 2, 2);
                assertThat(Ops.geluTanh(x).type()).isEqualTo(type);
                assertThat(Ops.conv2d(x, x, null, 1, 0).toFloats()).containsExactly(30);
                assertThat(Tensor.stack(0, List.of(x, x)).copy().contiguous().rank())
                        .isEqualTo(5);
                Tensor leaf = Autograd.leaf(x.copy());
                Autograd.backward(Autograd.record(() -> leaf.mul(leaf).sum()));
                assertThat(Autograd.gradient(leaf).type()).isEqualTo(type);
                assertThat(x.to(Type.F32).to(Type.F64).to(type).toLongs()).containsExactly(1, -2, 3, 4);
            }
            assertThat(scope.owned()).isPositive();
        }
    }

    private static Throwable thrownOn(Thread.Builder builder, Runnable body) throws InterruptedException {
        var thrown = new AtomicReference<@Nullable Throwable>();
        Thread thread = builder.unstarted(body);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
        thread.start();
        thread.join();
        Throwable found = thrown.get();
        assertThat(found).isInstanceOf(TensorException.class);
        return java.util.Objects.requireNonNull(found);
    }
}
