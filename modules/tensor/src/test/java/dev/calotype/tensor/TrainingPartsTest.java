package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.DeviceSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainingPartsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        assertGradient(x -> Ops.silu(x.mul(x)).sum());
        assertGradient(x -> Ops.groupNorm(x, 2, Tensor.randn(5, 4), Tensor.randn(6, 4), 1e-5)
                .mul(Tensor.randn(7, 1, 4, 3, 3))
                .sum());
        assertGradient(x -> Ops.conv2d(x, Tensor.randn(5, 2, 4, 3, 3), null, 1, 1)
                .mul(Tensor.randn(8, 1, 2, 3, 3))
                .sum());
        assertGradient(x -> {
            Tensor tokens = x.reshape(1, 2, 6, 3);
            return Ops.attention(tokens, tokens, tokens, null)
                    .mul(Tensor.randn(9, 1, 2, 6, 3))
                    .sum();
        });
        assertGradient(x -> Ops.linear(x.reshape(12, 3), Tensor.randn(5, 2, 3), Tensor.randn(6, 2))
                .mul(Tensor.randn(7, 12, 2))
                .sum());
        assertGradient(x ->
                Ops.upsampleNearest2d(x, 2).mul(Tensor.randn(7, 1, 4, 6, 6)).sum());
    }

    @Test
    void adamWFollowsItsFormula() {
        try (Scope scope = Scope.open(CPU);
                var parameters = new FlatParameters(Map.of("w", new long[] {3}), CPU)) {
            FlatParameters.copyInto(parameters.values(), Tensor.of(new float[] {1, -2, 3}, 3));
            var optimiser = new AdamW(parameters, new AdamW.Settings(0.9, 0.99, 0.1, 1e-8));
            double[] value = {1, -2, 3};
            double[] mean = new double[3];
            double[] square = new double[3];
            for (int step = 1; step <= 5; step++) {
                float[] gradient = {0.5f * step, -1, 0.01f};
                optimiser.step(Tensor.of(gradient, 3), 0.01);
                for (int i = 0; i < 3; i++) {
                    value[i] -= 0.01 * 0.1 * value[i];
                    mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                    square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
                    double corrected = Math.sqrt(square[i] / (1 - Math.pow(0.99, step))) + 1e-8;
                    value[i] -= 0.01 * mean[i] / (1 - Math.pow(0.9, step)) / corrected;
                }
            }
            float[] got = parameters.values().toFloats();
            for (int i = 0; i < 3; i++) {
                assertThat((double) got[i]).isEqualTo(value[i], within(1e-5));
            }
            assertThat(scope.device()).isEqualTo(CPU);
        }
    }

    @Test
    void leavesShareTheBufferAndHandOverTheirGradientsOnce() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("w", new long[] {2, 2});
        shapes.put("b", new long[] {2});
        try (Scope scope = Scope.open(CPU);
                var parameters = new FlatParameters(shapes, CPU)) {
            FlatParameters.copyInto(parameters.values(), Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 6));
            Leaves leaves = parameters.leaves();
            Tensor loss = Autograd.record(() -> leaves.take("w", 2, 2)
                    .mul(3)
                    .sum()
                    .add(leaves.take("b", 2).mul(leaves.take("b", 2)).sum()));
            assertThat(loss.item()).isEqualTo(91);
            Autograd.backward(loss);
            assertThat(leaves.takeGradients().toFloats()).containsExactly(3, 3, 3, 3, 10, 12);
            assertThat(leaves.takeGradients().toFloats()).containsOnly(0);
            assertThat(scope.owned()).isPositive();
        }
    }

    @Test
    void theAverageMovesTowardsTheValues() {
        try (Scope scope = Scope.open(CPU)) {
            Tensor average = Tensor.of(new float[] {0, 10}, 2);
            FlatParameters.moveTowards(average, Tensor.of(new float[] {1, 0}, 2), 0.25);
            assertThat(average.toFloats()).containsExactly(0.25f, 7.5f);
            assertThat(FlatParameters.norm(Tensor.of(new float[] {3, 4}, 2))).isEqualTo(5, within(1e-6));
            assertThat(scope.owned()).isPositive();
        }
    }

    private static void assertGradient(UnaryOperator<Tensor> function) {
        try (Scope scope = Scope.open(CPU)) {
            float[] at = Tensor.randn(42, 36).toFloats();
            Tensor leaf = Autograd.leaf(Tensor.of(at, 1, 4, 3, 3));
            Autograd.backward(Autograd.record(() -> function.apply(leaf)));
            float[] gradient = Autograd.gradient(leaf).toFloats();
            for (int i = 0; i < at.length; i += 5) {
                double slope = (shifted(function, at, i, 1e-2f) - shifted(function, at, i, -1e-2f)) / 2e-2;
                assertThat((double) gradient[i]).isEqualTo(slope, within(2e-2 * Math.max(1, Math.abs(slope))));
            }
            assertThat(scope.owned()).isPositive();
        }
    }

    private static double shifted(UnaryOperator<Tensor> function, float[] at, int index, float by) {
        float[] moved = at.clone();
        moved[index] += by;
        return function.apply(Tensor.of(moved, 1, 4, 3, 3)).item();
    }
}
