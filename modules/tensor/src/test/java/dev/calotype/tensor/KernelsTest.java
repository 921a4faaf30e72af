package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.spi.DeviceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A fixed weight's packed form answers what the plain weight answers, refuses what does not fit, and is held once. */
final class KernelsTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** The most that F32 is off, of sums of about 3 over 2304 products. */
    private static final double TRANSFORMED = 5e-4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Scope scope;

    @BeforeEach
    void open() {
        scope = Scope.open(CPU);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @TestFactory
    Stream<DynamicTest> aPackedLinearMapAnswersForInputsOfAnyShape() {
        return Stream.of(new long[] {24}, new long[] {1, 24}, new long[] {2, 7, 24}, new long[] {3, 1, 5, 24})
                .map(shape -> DynamicTest.dynamicTest(
                        List.of(shape.length) + " axes",
                        () -> inScope(() -> {
                            Tensor weight = noise(2, 40, 24);
                            Tensor bias = noise(3, 40);
                            Tensor fixed = weight.copy().fixed(Type.F32);
                            for (int round = 0; round < 2; round++) {
                                Tensor x = noise(round, shape);
                                assertSame(Ops.linear(x, fixed, bias), Ops.linear(x, weight, bias), 1e-5);
                                assertSame(Ops.linear(x, fixed, null), Ops.linear(x, weight, null), 1e-5);
                            }
                        })));
    }

    @Test
    void aPackedLinearMapReadsTransposedInputsAndPointwiseKernels() {
        Tensor weight = noise(2, 40, 24, 1, 1);
        Tensor x = noise(1, 2, 24, 9).transpose(1, 2);
        Tensor expected = x.matmul(weight.reshape(40, 24).transpose(0, 1));
        assertSame(Ops.linear(x, weight.copy().fixed(Type.F32), null), expected, 1e-5);
        assertSame(Ops.linear(x, weight, null), expected, 1e-5);
    }

    @TestFactory
    Stream<DynamicTest> aPackedConvolutionAnswersForPicturesOfAnySize() {
        record Form(int in, int out, int kernel, int stride, int padding) {}
        return Stream.of(
                        new Form(4, 32, 3, 1, 1),
                        new Form(32, 32, 3, 2, 1),
                        new Form(32, 32, 3, 2, 0),
                        new Form(48, 16, 1, 1, 0),
                        new Form(8, 8, 5, 1, 2),
                        new Form(256, 320, 3, 1, 1))
                .map(form -> DynamicTest.dynamicTest(
                        form.toString(),
                        () -> inScope(() -> {
                            Tensor weight = noise(2, form.out(), form.in(), form.kernel(), form.kernel())
                                    .mul(1 / Math.sqrt(form.in()));
                            Tensor bias = noise(3, form.out());
                            Tensor fixed = weight.copy().fixed(Type.F32);
                            for (int side : new int[] {12, 8, 13, 5}) {
                                Tensor x = noise(side, 2, form.in(), side, side + 1);
                                for (Tensor added : new Tensor[] {bias, Tensor.zeros(form.out())}) {
                                    Tensor wide = Ops.conv2d(
                                            x.to(Type.F64),
                                            weight.to(Type.F64),
                                            added.to(Type.F64),
                                            form.stride(),
                                            form.padding());
                                    Tensor narrow = Ops.conv2d(x, fixed, added, form.stride(), form.padding());
                                    assertSame(narrow, wide.to(Type.F32), TRANSFORMED);
                                }
                                assertSame(
                                        Ops.conv2d(x, fixed, null, form.stride(), form.padding()),
                                        Ops.conv2d(x, weight, null, form.stride(), form.padding()),
                                        TRANSFORMED);
                            }
                        })));
    }

    @Test
    void manyTilesAreTransformedStripByStrip() {
        Tensor weight = noise(2, 256, 256, 3, 3).mul(1 / 48.0);
        Tensor x = noise(1, 1, 256, 90, 66);
        assertSame(
                Ops.conv2d(x, weight.copy().fixed(Type.F32), null, 1, 1),
                Ops.conv2d(x, weight, null, 1, 1),
                TRANSFORMED);
    }

    @Test
    void aPackedConvolutionTakesAnyStrideAndAWeightForAnotherLayerIsRefused() {
        Tensor weight = noise(2, 16, 8, 3, 3);
        Tensor x = noise(1, 1, 8, 9, 9);
        Tensor fixed = weight.copy().fixed(Type.F32);
        assertSame(Ops.conv2d(x, fixed, null, 1, 1), Ops.conv2d(x, weight, null, 1, 1), 1e-4);
        assertSame(Ops.conv2d(x, fixed, null, 2, 0), Ops.conv2d(x, weight, null, 2, 0), 1e-4);
        Tensor transformed = noise(2, 256, 256, 3, 3).fixed(Type.F32);
        Tensor many = noise(1, 1, 256, 8, 8);
        assertThat(Ops.conv2d(many, transformed, null, 1, 1).size(2)).isEqualTo(8);
        assertThatThrownBy(() -> Ops.conv2d(many, transformed, null, 2, 1))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("another kind of layer");
        Tensor pointwise = noise(2, 8, 8, 1, 1).fixed(Type.F32);
        assertThat(Ops.conv2d(x, pointwise, null, 1, 0).size(2)).isEqualTo(9);
        assertThatThrownBy(() -> Ops.linear(Tensor.ones(2, 8), pointwise, null))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("F32[8, 8, 1, 1], which another kind of layer has packed");
    }

    @Test
    void bf16IsCloseToF32() {
        Tensor x = noise(1, 2, 64, 8, 8);
        Tensor weight = noise(2, 64, 64, 3, 3).mul(1 / 24.0);
        Tensor exact = Ops.conv2d(x, weight, null, 1, 1);
        Tensor short_ = Ops.conv2d(x.to(Type.BF16), weight.fixed(Type.BF16), null, 1, 1);
        assertThat(short_.type()).isEqualTo(Type.BF16);
        assertSame(short_.to(Type.F32), exact, 0.05);
        Tensor q = noise(3, 1, 2, 16, 8);
        Tensor seen = Ops.attention(q.to(Type.BF16), q.to(Type.BF16), q.to(Type.BF16), null);
        assertSame(seen.to(Type.F32), Ops.attention(q, q, q, null), 0.05);
    }

    @Test
    void onceItIsPackedAWeightHasNoPlainValues() {
        Tensor weight = noise(2, 4, 3).fixed(Type.F32);
        assertThat(weight.toFloats()).hasSize(12);
        assertThat(Ops.linear(Tensor.ones(3), weight, null).shape()).containsExactly(4);
        assertThatThrownBy(() -> weight.add(1))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("F32[4, 3] is kept packed");
    }

    @Test
    void aFilesWeightCanBeReadAgainAfterItWasPacked() {
        Path file = folder.resolve("weights.safetensors");
        Tensor weight = noise(2, 64, 48);
        Tensor half = noise(3, 64, 48).to(Type.F16);
        SafeTensorsWriter.write(file, Map.of("a", weight, "b", half), Map.of());
        try (SafeTensors read = SafeTensors.open(file)) {
            Tensor x = noise(1, 48);
            Tensor packed = read.tensor("a").fixed(Type.F32);
            assertSame(Ops.linear(x, packed, null), Ops.linear(x, weight, null), 1e-5);
            assertThat(read.tensor("a").toFloats()).containsExactly(weight.toFloats());
            assertSame(
                    Ops.linear(x, read.tensor("b").fixed(Type.F32), null),
                    Ops.linear(x, half.to(Type.F32), null),
                    1e-5);
            assertThat(read.tensor("b").to(Type.F32).toFloats())
                    .containsExactly(half.to(Type.F32).toFloats());
        }
    }

    @Test
    void whatIsRecordedIsNotPacked() {
        Tensor x = Autograd.leaf(noise(1, 3, 24));
        Tensor weight = noise(2, 8, 24).fixed(Type.F32);
        Autograd.backward(Autograd.record(() -> Ops.linear(x, weight, null).sum()));
        assertSame(Autograd.gradient(x).narrow(0, 0, 1).reshape(24), weight.sum(false, 0), 1e-5);
    }

    @Test
    void aScopeThatOwnedAWeightOwnsItsPackedForm() {
        Tensor[] kept = new Tensor[1];
        try (Scope model = Scope.detached(CPU)) {
            model.run(() -> kept[0] = noise(2, 8, 24).fixed(Type.F32));
            int before = scope.owned();
            Scope.giving(() -> Ops.linear(Tensor.ones(24), kept[0], null));
            assertThat(scope.owned()).isEqualTo(before + 1);
        }
        assertThatThrownBy(() -> Ops.linear(Tensor.ones(24), kept[0], null)).isInstanceOf(TensorException.class);
    }

    @TestFactory
    Stream<DynamicTest> aPackedWeightRefusesWhatDoesNotFit() {
        Map<String, ThrowingCallable> cases = Map.ofEntries(
                Map.entry("linear of another width", () -> Ops.linear(Tensor.ones(2, 7), matrix(), null)),
                Map.entry("linear of a scalar", () -> Ops.linear(Tensor.full(1), matrix(), null)),
                Map.entry(
                        "linear of another type",
                        () -> Ops.linear(Tensor.ones(2, 24).to(Type.F64), matrix(), null)),
                Map.entry("linear of bf16", () -> Ops.linear(Tensor.ones(2, 24).to(Type.BF16), matrix(), null)),
                Map.entry(
                        "linear with a bias too short", () -> Ops.linear(Tensor.ones(2, 24), matrix(), Tensor.ones(3))),
                Map.entry("linear by a cube", () -> Ops.linear(Tensor.ones(2, 3), cube(), null)),
                Map.entry("linear by a 3×3 kernel", () -> Ops.linear(Tensor.ones(2, 24), kernel(24), null)),
                Map.entry("conv of other channels", () -> Ops.conv2d(Tensor.ones(1, 7, 8, 8), kernel(24), null, 1, 1)),
                Map.entry("conv of one row", () -> Ops.conv2d(Tensor.ones(24, 8, 8), kernel(24), null, 1, 1)),
                Map.entry(
                        "conv of too small a picture",
                        () -> Ops.conv2d(Tensor.ones(1, 24, 2, 2), kernel(24), null, 1, 0)),
                Map.entry(
                        "conv of another type",
                        () -> Ops.conv2d(Tensor.ones(1, 24, 8, 8).to(Type.F64), kernel(24), null, 1, 1)),
                Map.entry("conv with stride 0", () -> Ops.conv2d(Tensor.ones(1, 24, 8, 8), kernel(24), null, 0, 1)),
                Map.entry("conv with padding −1", () -> Ops.conv2d(Tensor.ones(1, 24, 8, 8), kernel(24), null, 1, -1)),
                Map.entry(
                        "conv with a bias too long",
                        () -> Ops.conv2d(Tensor.ones(1, 24, 8, 8), kernel(24), Tensor.ones(9), 1, 1)),
                Map.entry(
                        "many channels with a bias too short",
                        () -> Ops.conv2d(Tensor.ones(1, 256, 8, 8), kernel(256), Tensor.ones(9), 1, 1)),
                Map.entry(
                        "many channels of another type",
                        () -> Ops.conv2d(Tensor.ones(1, 256, 8, 8).to(Type.F64), kernel(256), null, 1, 1)),
                Map.entry(
                        "conv of more than there is memory",
                        () -> Ops.conv2d(
                                Tensor.ones(1, 256, 1, 1).expand(1 << 20, 256, 1 << 10, 1 << 10),
                                kernel(256),
                                null,
                                1,
                                1)));
        return cases.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> inScope(() -> {
                            assertThatThrownBy(each.getValue()).isInstanceOf(TensorException.class);
                            assertThat(Ops.linear(Tensor.ones(24), matrix(), null)
                                            .shape())
                                    .containsExactly(8);
                        })));
    }

    private static Tensor matrix() {
        return noise(1, 8, 24).fixed(Type.F32);
    }

    private static Tensor cube() {
        return noise(1, 4, 3, 3).fixed(Type.F32);
    }

    private static Tensor kernel(long channels) {
        return noise(1, channels == 24 ? 8 : channels, channels, 3, 3).fixed(Type.F32);
    }

    private static void inScope(Runnable body) {
        try (Scope inner = Scope.open(CPU)) {
            inner.run(() -> {
                body.run();
                return inner;
            });
        }
    }

    private static Tensor noise(long seed, long... shape) {
        return Tensor.randn(seed, shape);
    }

    private static void assertSame(Tensor found, Tensor expected, double tolerance) {
        assertThat(found.shape()).containsExactly(expected.shape());
        float most = 0;
        for (float off : found.sub(expected).toFloats()) {
            most = Math.max(most, Math.abs(off));
        }
        assertThat((double) most).isCloseTo(0, within(tolerance));
    }
}
