package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is used again and again takes no more memory of the process with time. */
final class LeakTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final int SIDE = 512;
    private static final long VALUES = 4L * SIDE * SIDE;
    private static final long PAGE = 4096;
    private static final int ROUNDS = 120;
    private static final int WARM_UP = 30;

    /** Half of what one matrix lost in every round would come to. */
    private static final long ALLOWED = ROUNDS * VALUES / 2;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aScopeGivesBackEverythingItsOperationsTook() throws IOException {
        assertThat(growth(LeakTest::operations)).isLessThan(ALLOWED);
    }

    @Test
    void aRefusedOperationKeepsNothing() throws IOException {
        assertThat(growth(() -> {
                    Tensor x = Tensor.ones(SIDE, SIDE);
                    assertThatThrownBy(() -> Choices.maximum(x, Tensor.ones(3, 3)))
                            .isInstanceOf(TensorException.class);
                    assertThatThrownBy(() -> x.matmul(Tensor.ones(3))).isInstanceOf(TensorException.class);
                }))
                .isLessThan(ALLOWED);
    }

    @Test
    void aTrainingStepKeepsNothing() throws IOException {
        assertThat(growth(LeakTest::gradients)).isLessThan(ALLOWED);
    }

    @Test
    void anOpenedAndClosedFileKeepsNothing() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        try (Scope scope = Scope.open(CPU)) {
            SafeTensorsWriter.write(file, Map.of("a", Tensor.ones(SIDE, SIDE)), Map.of());
            assertThat(scope.owned()).isEqualTo(1);
        }
        assertThat(growth(() -> {
                    try (SafeTensors read = SafeTensors.open(file)) {
                        assertThat(read.tensor("a").sum().item()).isEqualTo(SIDE * SIDE);
                    }
                }))
                .isLessThan(ALLOWED);
    }

    /** Each route into libtorch once, and views, casts and results that are kept. */
    private static void operations() {
        Tensor x = Tensor.randn(1, SIDE, SIDE);
        Tensor kept = Scope.giving(() -> Ops.gelu(x.add(x).mul(0.5).matmul(x)));
        Tensor joined = Tensor.cat(0, List.of(kept, x.transpose(0, 1))).to(Type.BF16);
        assertThat(joined.narrow(0, 0, 1).toFloats()).hasSize(SIDE);
        assertThat(Ops.attention(x, x, x, null).mean().item()).isFinite();
        assertThat(Ops.linear(x, x.copy().fixed(Type.F32), null).mean().item()).isFinite();
    }

    private static void gradients() {
        Tensor leaf = Autograd.leaf(Tensor.ones(SIDE, SIDE));
        Autograd.backward(Autograd.record(() -> leaf.mul(leaf).sum()));
        assertThat(Autograd.gradient(leaf).narrow(0, 0, 1).toFloats()).containsOnly(2);
    }

    /** Bytes that this process's resident memory grew by over the rounds, each in a scope of its own, after a warm-up. */
    private static long growth(Runnable body) throws IOException {
        long before = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            if (round == 0) {
                before = resident();
            }
            try (Scope scope = Scope.open(CPU)) {
                scope.run(() -> {
                    body.run();
                    return scope;
                });
            }
        }
        return resident() - before;
    }

    private static long resident() throws IOException {
        List<String> numbers =
                List.of(Files.readString(Path.of("/proc/self/statm")).split(" ", -1));
        return Long.parseLong(numbers.get(1)) * PAGE;
    }
}
