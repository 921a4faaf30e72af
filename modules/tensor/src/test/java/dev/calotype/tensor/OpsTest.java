package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.DeviceSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private Scope scope = Scope.open(CPU);

    @BeforeEach
    void open() {
        scope.close();
        scope = Scope.open(CPU);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void activationsFollowTheirFormulas() {
        float[] x = {-3, -0.5f, 0, 0.7f, 4};
        float[] silu = Ops.silu(Tensor.of(x, 5)).toFloats();
        float[] quick = Ops.quickGelu(Tensor.of(x, 5)).toFloats();
        float[] gelu = Ops.gelu(Tensor.of(x, 5)).toFloats();
        for (int i = 0; i < x.length; i++) {
            assertThat((double) silu[i]).isEqualTo(x[i] / (1 + Math.exp(-x[i])), within(1e-6));
            assertThat((double) quick[i]).isEqualTo(x[i] / (1 + Math.exp(-1.702 * x[i])), within(1e-6));
        }
        assertThat(gelu[3]).isEqualTo(0.7f * 0.758036f, within(1e-5f));
    }

    @Test
    void groupNormMakesMeanZeroAndVarianceOneInEachGroup() {
        Tensor x = Tensor.randn(1, 2, 4, 3, 3);
        float[] normal = Ops.groupNorm(x, 2, null, null, 1e-5).toFloats();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 18; i++) {
            sum += normal[i];
            squares += normal[i] * normal[i];
        }
        assertThat(sum / 18).isEqualTo(0, within(1e-6));
        assertThat(squares / 18).isEqualTo(1, within(1e-3));
    }

    @Test
    void attentionIsTheSoftmaxOfScoresTimesValues() {
        Tensor q = Tensor.randn(1, 1, 2, 3, 4);
        Tensor k = Tensor.randn(2, 1, 2, 5, 4);
        Tensor v = Tensor.randn(3, 1, 2, 5, 4);
        Tensor scores = q.matmul(k.transpose(2, 3)).mul(0.5);
        assertClose(Ops.attention(q, k, v, null), Ops.softmax(scores).matmul(v), 1e-6);
        Tensor mask = Tensor.of(new float[] {0, 0, 0, Float.NEGATIVE_INFINITY, 0}, 1, 1, 1, 5);
        assertClose(Ops.attention(q, k, v, mask), Ops.softmax(scores.add(mask)).matmul(v), 1e-6);
    }

    @Test
    void convolutionSumsProductsOverTheWindow() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
        Tensor y = Ops.conv2d(x, Tensor.ones(1, 1, 3, 3), Tensor.full(0.5, 1), 1, 1);
        assertThat(y.toFloats()).containsExactly(10.5f, 10.5f, 10.5f, 10.5f);
        assertThat(Ops.conv2d(x, Tensor.ones(1, 1, 3, 3), null, 2, 1).toFloats())
                .containsExactly(10);
    }

    @Test
    void shapesAreChangedAsAsked() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        assertThat(x.narrow(1, 1, 2).toFloats()).containsExactly(2, 3, 5, 6);
        assertThat(x.transpose(0, 1).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(Tensor.cat(1, java.util.List.of(x, x)).shape()).containsExactly(2, 6);
        assertThat(Ops.upsampleNearest2d(x.reshape(1, 1, 2, 3), 2).toFloats())
                .containsExactly(1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 4, 4, 5, 5, 6, 6);
        assertThat(Ops.pad(x, 0, 0, 1, 0, 1).toFloats()).containsExactly(1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0);
        assertThat(Ops.embedding(Tensor.of(new long[] {1, 0}, 2), x).toFloats()).containsExactly(4, 5, 6, 1, 2, 3);
    }

    @Test
    void brainFloatsGoThereAndBack() {
        Tensor x = Tensor.of(new float[] {1, -2.5f, 3.140625f, 1e30f}, 4).to(Type.BF16);
        assertThat(x.type()).isEqualTo(Type.BF16);
        assertThat(x.add(x).type()).isEqualTo(Type.BF16);
        assertThat(x.mul(2).toFloats()[2]).isEqualTo(6.28125f);
        assertThat(x.toFloats()).startsWith(1, -2.5f, 3.140625f);
    }

    @Test
    void misuseIsAnExceptionThatNamesTheOperationAndWhatItWasGiven() {
        Tensor a = Tensor.ones(2, 3);
        assertThatThrownBy(() -> a.matmul(a))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("F32[2, 3]");
        assertThatThrownBy(() -> Ops.linear(a, Tensor.ones(5, 7), null))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("linear")
                .hasMessageContaining("F32[5, 7]");
        assertThatThrownBy(() -> a.narrow(1, 2, 2)).isInstanceOf(TensorException.class);
        assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2)).isInstanceOf(TensorException.class);
    }

    @Test
    void aScopeFreesWhatItOwnsAndGivesBackOneThing() {
        int before = scope.owned();
        Tensor kept = Scope.giving(() -> Tensor.ones(4).add(1).mul(3));
        assertThat(scope.owned()).isEqualTo(before + 1);
        assertThat(kept.toFloats()).containsOnly(6);
    }

    @Test
    void aVirtualThreadIsRefused() throws InterruptedException {
        var seen = new java.util.concurrent.atomic.AtomicReference<String>("nothing");
        Thread.ofVirtual()
                .start(() -> {
                    try (Scope ignored = Scope.open(CPU)) {
                        seen.set("opened");
                    } catch (TensorException e) {
                        seen.set(String.valueOf(e.getMessage()));
                    }
                })
                .join();
        assertThat(seen.get()).contains("virtual thread");
    }

    private static void assertClose(Tensor got, Tensor expected, double tolerance) {
        assertThat(got.toFloats())
                .usingComparatorWithPrecision((float) tolerance)
                .containsExactly(expected.toFloats());
    }
}
