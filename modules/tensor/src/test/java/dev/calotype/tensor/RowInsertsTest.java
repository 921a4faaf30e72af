package dev.calotype.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Low-rank changes of some rows, against the weights that they stand for. */
class RowInsertsTest {
    private final Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void aLinearMapChangesForTheRowsOfItsAdaptersAlone() {
        var layer = new Linear(Tensor.randn(1, 5, 4), Tensor.randn(2, 5));
        var first = new LowRank(Tensor.randn(3, 2, 4), Tensor.randn(4, 5, 2));
        var second = new LowRank(Tensor.randn(5, 3, 4), Tensor.randn(6, 5, 3));
        Tensor x = Tensor.randn(7, 4, 6, 4);
        var inserts = RowInserts.of(
                4,
                List.of(
                        new RowInserts.Run(Map.of(layer.weight(), first), 1, new float[] {0.5f, -2}),
                        new RowInserts.Run(Map.of(layer.weight(), second), 2, new float[] {3, 1})));
        Tensor found = inserts.during(() -> layer.apply(x));
        same(found, x, 0, layer, layer.weight());
        same(found, x, 1, layer, layer.weight().add(product(first).mul(0.5)));
        same(
                found,
                x,
                2,
                layer,
                layer.weight().add(product(first).mul(-2)).add(product(second).mul(3)));
        same(found, x, 3, layer, layer.weight().add(product(second)));
    }

    @Test
    void aConvolutionKeepsItsStrideAndPadding() {
        var layer = new Conv2d(Tensor.randn(1, 5, 4, 3, 3), Tensor.randn(2, 5), 2, 1);
        var change = new LowRank(Tensor.randn(3, 2, 4, 3, 3), Tensor.randn(4, 5, 2, 1, 1));
        Tensor x = Tensor.randn(5, 2, 4, 7, 6);
        var inserts =
                RowInserts.of(2, List.of(new RowInserts.Run(Map.of(layer.weight(), change), 1, new float[] {0.5f})));
        Tensor found = inserts.during(() -> layer.apply(x));
        Tensor product = change.up().reshape(5, 2).matmul(change.down().reshape(2, 36));
        var merged = new Conv2d(layer.weight().add(product.reshape(5, 4, 3, 3).mul(0.5)), layer.bias(), 2, 1);
        assertClose(found.narrow(0, 0, 1), layer.apply(x.narrow(0, 0, 1)));
        assertClose(found.narrow(0, 1, 1), merged.apply(x.narrow(0, 1, 1)));
    }

    @Test
    void layersInNarrowTypesTakeChangesOfTheirType() {
        for (Type type : List.of(Type.BF16, Type.F16)) {
            var linear = new Linear(Tensor.randn(1, 5, 4).to(type), null);
            var convolution = new Conv2d(Tensor.randn(1, 5, 4, 3, 3).to(type), null, 1, 1);
            var change = new LowRank(
                    Tensor.randn(3, 2, 4).to(type), Tensor.randn(4, 5, 2).to(type));
            var kernel = new LowRank(
                    Tensor.randn(3, 2, 4, 3, 3).to(type),
                    Tensor.randn(4, 5, 2, 1, 1).to(type));
            Map<Tensor, LowRank> layers = Map.of(linear.weight(), change, convolution.weight(), kernel);
            var inserts = RowInserts.of(2, List.of(new RowInserts.Run(layers, 1, new float[] {0.3f})));
            Tensor x = Tensor.randn(7, 2, 4).to(type);
            Tensor moved = new Linear(
                            linear.weight()
                                    .to(Type.F32)
                                    .add(product(change).to(Type.F32).mul(0.3)),
                            null)
                    .apply(x.to(Type.F32));
            assertNear(inserts.during(() -> linear.apply(x)).narrow(0, 1, 1), moved.narrow(0, 1, 1), type);
            Tensor map = Tensor.randn(8, 2, 4, 6, 6).to(type);
            Tensor plain = convolution.apply(map);
            Tensor found = inserts.during(() -> convolution.apply(map));
            assertNear(found.narrow(0, 0, 1), plain.narrow(0, 0, 1).to(Type.F32), type);
            assertThat(found.narrow(0, 1, 1).toFloats())
                    .isNotEqualTo(plain.narrow(0, 1, 1).toFloats());
        }
    }

    private static void assertNear(Tensor found, Tensor expected, Type type) {
        assertThat(found.type()).isEqualTo(type);
        assertThat(found.toFloats())
                .usingComparatorWithPrecision(type == Type.BF16 ? 0.1f : 0.02f)
                .containsExactly(expected.toFloats());
    }

    @Test
    void nothingChangesOutsideOfTheCallNorInOtherLayers() {
        var layer = new Linear(Tensor.randn(1, 5, 4), null);
        var other = new Linear(Tensor.randn(1, 5, 4), null);
        var change = new LowRank(Tensor.randn(3, 2, 4), Tensor.randn(4, 5, 2));
        Tensor x = Tensor.randn(7, 1, 4);
        var inserts = RowInserts.of(1, List.of(new RowInserts.Run(Map.of(layer.weight(), change), 0, new float[] {1})));
        float[] plain = layer.apply(x).toFloats();
        assertThat(inserts.during(() -> other.apply(x)).toFloats()).isEqualTo(plain);
        assertThat(inserts.during(() -> layer.apply(x)).toFloats()).isNotEqualTo(plain);
        assertThat(layer.apply(x).toFloats()).isEqualTo(plain);
    }

    @Test
    void rowsThatTheCallDoesNotHaveAreRefused() {
        var layer = new Linear(Tensor.randn(1, 5, 4), null);
        var change = new LowRank(Tensor.randn(3, 2, 4), Tensor.randn(4, 5, 2));
        var run = new RowInserts.Run(Map.of(layer.weight(), change), 1, new float[] {1, 1});
        assertThatThrownBy(() -> RowInserts.of(2, List.of(run)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("rows 1 to 2 cannot be changed in a call of 2 rows");
        var inserts = RowInserts.of(3, List.of(run));
        assertThatThrownBy(() -> inserts.during(() -> layer.apply(Tensor.randn(1, 2, 4))))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("expect 3 rows");
    }

    private static Tensor product(LowRank change) {
        return change.up().matmul(change.down());
    }

    private static void same(Tensor found, Tensor x, int row, Linear layer, Tensor weight) {
        assertClose(found.narrow(0, row, 1), new Linear(weight, layer.bias()).apply(x.narrow(0, row, 1)));
    }

    private static void assertClose(Tensor found, Tensor expected) {
        assertThat(found.toFloats()).usingComparatorWithPrecision(2e-5f).containsExactly(expected.toFloats());
    }
}
