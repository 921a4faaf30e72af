package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A weight in whole numbers multiplies within the error that rounding them allows, Σ|x|·s/2 with s = max|w|/127. */
final class QuantisedTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** What F32 itself is off, of Σ|x|·|w|. */
    private static final double ROUNDING = 1e-6;

    @SuppressWarnings("NullAway.Init")
    private Scope scope;

    private record Form(int in, int out, int kernel, int stride, int padding, int groups) {}

    @BeforeEach
    void open() {
        scope = Scope.open(CPU);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @TestFactory
    Stream<DynamicTest> aLinearMapIsOffByNoMoreThanTheRoundingOfItsWeight() {
        return Stream.of(new long[] {24}, new long[] {1, 24}, new long[] {2, 7, 24}, new long[] {3, 1, 5, 24})
                .map(shape -> DynamicTest.dynamicTest(
                        shape.length + " axes",
                        () -> inScope(() -> {
                            Tensor x = noise(1, shape);
                            Tensor weight = uneven(noise(2, 40, 24));
                            Tensor bias = noise(3, 40);
                            for (Tensor added : new Tensor[] {bias, Tensor.zeros(40)}) {
                                Tensor exact = Ops.linear(x.to(Type.F64), wide(weight), wide(added));
                                Tensor bound = Ops.linear(Ops.abs(x).to(Type.F64), wide(errors(weight)), null);
                                assertWithin(Ops.linear(x, quantised(weight), added), exact, bound);
                            }
                            Tensor bare = Ops.linear(x, quantised(weight), null);
                            assertThat(bare.toFloats())
                                    .isEqualTo(Ops.linear(x, quantised(weight), Tensor.zeros(40))
                                            .toFloats());
                        })));
    }

    @TestFactory
    Stream<DynamicTest> aConvolutionIsOffByNoMoreThanTheRoundingOfItsWeight() {
        return Stream.of(
                        new Form(4, 32, 3, 1, 1, 1),
                        new Form(32, 16, 3, 2, 1, 1),
                        new Form(48, 16, 1, 1, 0, 1),
                        new Form(256, 256, 3, 1, 1, 1),
                        new Form(12, 8, 3, 1, 1, 4))
                .map(form -> DynamicTest.dynamicTest(form.toString(), () -> inScope(() -> check(form))));
    }

    private static void check(Form form) {
        int stride = form.stride();
        int padding = form.padding();
        int groups = form.groups();
        Tensor x = noise(1, 2, form.in(), 9, 8);
        Tensor weight = uneven(noise(2, form.out(), form.in() / groups, form.kernel(), form.kernel()));
        Tensor bias = noise(3, form.out());
        Tensor exact = Ops.conv2d(x.to(Type.F64), wide(weight), wide(bias), stride, padding, groups);
        Tensor bound = Ops.conv2d(Ops.abs(x).to(Type.F64), wide(errors(weight)), null, stride, padding, groups);
        assertWithin(Ops.conv2d(x, quantised(weight), bias, stride, padding, groups), exact, bound);
    }

    @Test
    void aPointwiseKernelIsAMatrixToo() {
        Tensor x = noise(1, 2, 5, 24);
        Tensor weight = noise(2, 40, 24, 1, 1);
        Tensor matrix = quantised(weight.reshape(40, 24).copy());
        assertThat(Ops.linear(x, quantised(weight), null).toFloats())
                .isEqualTo(Ops.linear(x, matrix, null).toFloats());
    }

    @TestFactory
    Stream<DynamicTest> narrowTypesAddTheirOwnRoundingAlone() {
        return Stream.of(Map.entry(Type.BF16, 1 / 256.0), Map.entry(Type.F16, 1 / 2048.0))
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().label(),
                        () -> inScope(() -> {
                            Type type = entry.getKey();
                            Tensor x = noise(1, 6, 64).to(type);
                            Tensor weight = noise(2, 32, 64);
                            Tensor bias = noise(3, 32).to(type);
                            Tensor found = Ops.linear(x, weight.copy().quantised(type), bias);
                            assertThat(found.type()).isEqualTo(type);
                            Tensor exact = Ops.linear(x.to(Type.F64), wide(weight), wide(bias));
                            Tensor bound = Ops.linear(Ops.abs(x.to(Type.F64)), wide(errors(weight)), null);
                            assertWithin(found, exact, bound.add(Ops.abs(exact).mul(2 * entry.getValue())));
                        })));
    }

    @Test
    void theWeightThatGraphicsCardsMultiplyByIsOffByHalfAScaleAtMost() {
        Tensor weight = uneven(noise(2, 8, 4, 3, 3));
        Tensor half = Quantised.of(weight).weight(Type.F16);
        assertThat(half.type()).isEqualTo(Type.F16);
        Tensor allowed = errors(weight).add(Ops.abs(weight).mul(1 / 1024.0)).add(1e-7);
        assertWithin(half, wide(weight), wide(allowed));
    }

    @Test
    void itTakesAByteAValueAndAScaleAChannelAndThePlainOneIsGone() {
        Tensor weight = noise(2, 40, 24);
        int before = scope.owned();
        Tensor kept = weight.quantised(Type.BF16);
        assertThat(scope.owned()).isEqualTo(before + 1);
        assertThat(weight.isFreed()).isTrue();
        Quantised held =
                Objects.requireNonNull(Objects.requireNonNull(kept.fixing()).quantised());
        assertThat(held.values()).hasToString("I8[40, 24]");
        assertThat(held.scales()).hasToString("F32[40]");
        assertThat(kept).hasToString("BF16[40, 24]");
    }

    @Test
    void aChannelOfZerosStaysOne() {
        Tensor weight = Tensor.cat(0, List.of(noise(2, 1, 24), Tensor.zeros(1, 24)));
        float[] found =
                Ops.linear(noise(1, 1, 24), weight.quantised(Type.F32), null).toFloats();
        assertThat(found[0]).isNotZero();
        assertThat(found[1]).isZero();
    }

    @Test
    void adaptersAddToItAsToAnyOther() {
        for (Type type : List.of(Type.F32, Type.BF16, Type.F16)) {
            var layer = new Linear(noise(1, 5, 4).quantised(type), null);
            var change = new LowRank(noise(3, 2, 4).to(type), noise(4, 5, 2).to(type));
            Tensor x = noise(7, 2, 6, 4).to(type);
            var run = new RowInserts.Run(Map.of(layer.weight(), change), 1, new float[] {0.5f});
            Tensor found = RowInserts.of(2, List.of(run)).during(() -> layer.apply(x));
            Tensor plain = layer.apply(x).to(Type.F32);
            Tensor delta = x.to(Type.F32)
                    .matmul(change.down().to(Type.F32).transpose(0, 1))
                    .matmul(change.up().to(Type.F32).transpose(0, 1))
                    .mul(0.5);
            assertThat(found.type()).isEqualTo(type);
            assertThat(found.narrow(0, 0, 1).toFloats())
                    .isEqualTo(plain.narrow(0, 0, 1).toFloats());
            assertThat(found.narrow(0, 1, 1).toFloats())
                    .usingComparatorWithPrecision(type == Type.F32 ? 1e-5f : 0.1f)
                    .containsExactly(plain.add(delta).narrow(0, 1, 1).toFloats());
        }
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeIsRefusedByName() {
        return Map.<String, Runnable>of(
                        "whole numbers need a weight of fractions, out×in or out×in×k×k; found F32[8]",
                        () -> Tensor.ones(8).quantised(Type.F32),
                        "found I64[3]",
                        () -> Tensor.arange(3).quantised(Type.F32),
                        "need finite values; F32[1, 2] has others",
                        () -> Tensor.of(new float[] {1, Float.NaN}, 1, 2).quantised(Type.F32),
                        "F32[40, 24] is kept in whole numbers for the layers that multiply by it",
                        () -> matrix().add(1),
                        "and none is recorded for gradients",
                        () -> Autograd.record(() -> Ops.linear(noise(1, 2, 24), matrix(), null)),
                        "linear needs …×in, a weight out×in and a bias of out, all of one type",
                        () -> Ops.linear(noise(1, 2, 24).to(Type.BF16), matrix(), null),
                        "no smaller than its kernel",
                        () -> Ops.conv2d(
                                noise(1, 2, 5, 3, 3), noise(2, 8, 4, 3, 3).quantised(Type.F32), null, 1, 1))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> inScope(() -> assertThatThrownBy(entry.getValue()::run)
                                .isInstanceOf(TensorException.class)
                                .hasMessageContaining(entry.getKey()))));
    }

    private static void inScope(Runnable body) {
        try (Scope inner = Scope.open(CPU)) {
            body.run();
        }
    }

    private static Tensor noise(long seed, long... shape) {
        return Tensor.randn(seed, shape);
    }

    private static Tensor matrix() {
        return noise(2, 40, 24).quantised(Type.F32);
    }

    private static Tensor quantised(Tensor weight) {
        return weight.copy().quantised(Type.F32);
    }

    private static Tensor wide(Tensor x) {
        return x.to(Type.F64);
    }

    /** Channels of very different sizes. */
    private static Tensor uneven(Tensor weight) {
        long out = weight.size(0);
        Tensor sizes = Ops.exp(noise(9, out)).mul(0.1);
        return weight.reshape(out, -1).mul(sizes.unsqueeze(1)).reshape(weight.shape());
    }

    /** Half a scale for each value of a weight, and what F32 is off. */
    private static Tensor errors(Tensor weight) {
        int out = Math.toIntExact(weight.size(0));
        float[] values = weight.toFloats();
        int each = values.length / out;
        float[] errors = new float[values.length];
        for (int channel = 0; channel < out; channel++) {
            float most = 0;
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                most = Math.max(most, Math.abs(values[i]));
            }
            for (int i = channel * each; i < (channel + 1) * each; i++) {
                errors[i] = (float) (most / 127 / 2 + ROUNDING * Math.abs(values[i]));
            }
        }
        return Tensor.of(errors, weight.shape());
    }

    private static void assertWithin(Tensor found, Tensor exact, Tensor bound) {
        float[] far = Ops.abs(found.to(Type.F64).sub(exact)).toFloats();
        float[] allowed = bound.add(Ops.abs(exact).mul(ROUNDING)).toFloats();
        double used = 0;
        for (int i = 0; i < far.length; i++) {
            assertThat(far[i]).as("value %d", i).isLessThanOrEqualTo(allowed[i]);
            used = Math.max(used, far[i] / allowed[i]);
        }
        assertThat(used).as("the bound that is used").isPositive();
    }
}
