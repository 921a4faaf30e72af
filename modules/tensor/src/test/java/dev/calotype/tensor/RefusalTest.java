package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever libtorch refuses is an exception in Java that names what was asked, and the process goes on. */
final class RefusalTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @TestFactory
    Stream<DynamicTest> wrongOperandsAreRefused() {
        return wrong().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    try (Scope scope = Scope.open(CPU)) {
                        assertThatThrownBy(each.getValue()).isInstanceOf(TensorException.class);
                        assertThat(Tensor.ones(2).add(1).toFloats()).containsOnly(2);
                        assertThat(scope.owned()).isPositive();
                    }
                }));
    }

    private static Map<String, ThrowingCallable> wrong() {
        var cases = new LinkedHashMap<String, ThrowingCallable>();
        shapes(cases);
        types(cases);
        networks(cases);
        sizes(cases);
        return cases;
    }

    private static void shapes(Map<String, ThrowingCallable> cases) {
        cases.put("matmul of 2×3 with 2×3", () -> a().matmul(a()));
        cases.put("matmul with a scalar", () -> a().matmul(Tensor.full(1)));
        cases.put("add without broadcast", () -> a().add(Tensor.ones(4)));
        cases.put("cat of nothing", () -> Tensor.cat(0, List.of()));
        cases.put("cat of ranks 2 and 1", () -> Tensor.cat(0, List.of(a(), Tensor.ones(3))));
        cases.put("cat along axis 5", () -> Tensor.cat(5, List.of(a(), a())));
        cases.put("stack of nothing", () -> Tensor.stack(0, List.of()));
        cases.put("stack of different shapes", () -> Tensor.stack(0, List.of(a(), Tensor.ones(3))));
        cases.put("reshape to 7", () -> a().reshape(7));
        cases.put("reshape to −1 × −1", () -> a().reshape(-1, -1));
        cases.put("permute of one axis of two", () -> a().permute(0));
        cases.put("permute with an axis twice", () -> a().permute(0, 0));
        cases.put("permute with axis 9", () -> a().permute(0, 9));
        cases.put("transpose of axis 2", () -> a().transpose(0, 2));
        cases.put("expand of 3 to 4", () -> a().expand(2, 4));
        cases.put("expand to fewer axes", () -> a().expand(3));
        cases.put("narrow beyond the end", () -> a().narrow(1, 2, 2));
        cases.put("narrow that overflows", () -> a().narrow(1, 1, Long.MAX_VALUE));
        cases.put("select beyond the end", () -> a().select(0, 2));
        cases.put("chunk in parts that do not fit", () -> a().chunk(2, 1));
        cases.put("sum over axis 9", () -> a().sum(true, 9));
        cases.put("mean over axis 9", () -> a().mean(true, 9));
        cases.put("unsqueeze at axis 9", () -> a().unsqueeze(9));
        cases.put("item of six", () -> a().item());
    }

    private static void types(Map<String, ThrowingCallable> cases) {
        cases.put("matmul of two types", () -> a().matmul(Tensor.ones(3, 2).to(Type.BF16)));
        cases.put("matmul of integers and fractions", () -> a().matmul(Tensor.arange(3)));
        cases.put("embedding by fractions", () -> Ops.embedding(Tensor.ones(2), a()));
        cases.put("gather at fractions", () -> Choices.gather(a(), 1, a()));
        cases.put("mean of integers", () -> Tensor.arange(3).mean());
        cases.put("gradients of integers", () -> Autograd.leaf(Tensor.arange(3)));
        cases.put("backward of what was not recorded", () -> Autograd.backward(a().sum()));
        cases.put("backward of six values", () -> Autograd.backward(a()));
        cases.put("gradient of no leaf", () -> Autograd.gradient(a()));
    }

    private static void networks(Map<String, ThrowingCallable> cases) {
        cases.put("linear of a misfit", () -> Ops.linear(a(), Tensor.ones(5, 7), null));
        cases.put("linear with a bias that misfits", () -> Ops.linear(a(), Tensor.ones(5, 3), Tensor.ones(4)));
        cases.put("conv of other channels", () -> Ops.conv2d(image(), Tensor.ones(3, 2, 3, 3), null, 1, 1));
        cases.put("conv wider than its input", () -> Ops.conv2d(image(), Tensor.ones(3, 4, 9, 9), null, 1, 0));
        cases.put("conv with stride 0", () -> Ops.conv2d(image(), Tensor.ones(3, 4, 3, 3), null, 0, 1));
        cases.put("conv of a matrix", () -> Ops.conv2d(a(), a(), null, 1, 1));
        cases.put(
                "conv of two types",
                () -> Ops.conv2d(image(), Tensor.ones(3, 4, 3, 3).to(Type.F64), null, 1, 1));
        cases.put("groups that do not divide", () -> Ops.groupNorm(image(), 3, null, null, 1e-5));
        cases.put("no groups", () -> Ops.groupNorm(image(), 0, null, null, 1e-5));
        cases.put("attention of other widths", () -> Ops.attention(a(), Tensor.ones(2, 4), a(), null));
        cases.put("embedding beyond the table", () -> Ops.embedding(Tensor.of(new long[] {9}, 1), a()));
        cases.put("embedding of a negative", () -> Ops.embedding(Tensor.of(new long[] {-1}, 1), a()));
        cases.put("gather beyond the end", () -> Choices.gather(a(), 1, Tensor.of(new long[] {9}, 1, 1)));
        cases.put("index beyond the end", () -> Choices.indexSelect(a(), 1, Tensor.of(new long[] {9}, 1)));
        cases.put(
                "scatter beyond the end",
                () -> Choices.scatterAdd(a(), 1, Tensor.of(new long[] {9}, 1, 1), Tensor.ones(1, 1)));
    }

    private static void sizes(Map<String, ThrowingCallable> cases) {
        cases.put("no threads", () -> Threads.use(0));
        cases.put("a negative size", () -> Tensor.zeros(-1));
        cases.put("a size beyond 63 bits", () -> Tensor.zeros(1L << 40, 1L << 40));
        cases.put("more bytes than 63 bits", () -> Tensor.zeros(1L << 62));
        cases.put("more memory than there is", () -> Tensor.zeros(1L << 50));
        cases.put("more noise than there is memory", () -> Tensor.randn(1, 1L << 50));
        cases.put(
                "a cast to more memory than there is",
                () -> Tensor.ones(1).expand(1L << 50).to(Type.F64));
        cases.put("no values for a huge shape", () -> Tensor.of(new float[0], 1L << 62));
        cases.put("too few values", () -> Tensor.of(new float[3], 2, 2));
        cases.put(
                "values of a placeholder", () -> Tensor.placeholder(Type.F32, 2).toFloats());
    }

    @Test
    void everyOperationRefusesAFreedTensor() {
        List<Tensor> freed = new ArrayList<>();
        try (Scope scope = Scope.open(CPU)) {
            scope.run(() -> freed.add(a()));
        }
        Tensor gone = freed.getFirst();
        try (Scope scope = Scope.open(CPU)) {
            List<ThrowingCallable> uses = List.of(
                    gone::toFloats,
                    gone::copy,
                    gone::device,
                    () -> gone.to(Type.BF16),
                    () -> gone.add(1),
                    () -> a().matmul(gone),
                    () -> gone.narrow(0, 0, 1),
                    () -> Tensor.cat(0, List.of(a(), gone)),
                    () -> Ops.silu(gone),
                    () -> Ops.linear(a(), gone, null),
                    () -> Autograd.leaf(gone),
                    () -> scope.keep(gone));
            for (ThrowingCallable use : uses) {
                assertThatThrownBy(use)
                        .isInstanceOf(TensorException.class)
                        .hasMessageContaining("F32[2, 3] is used after");
            }
        }
    }

    private static Tensor a() {
        return Tensor.ones(2, 3);
    }

    private static Tensor image() {
        return Tensor.ones(1, 4, 4, 4);
    }
}
