package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large maps in tiles, and batches in slices. */
class TilesTest {
    private final Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void aFunctionThatKnowsNoNeighboursIsTheSameInTiles() {
        Tensor x = Tensor.randn(5, 2, 3, 21, 30);
        Tensor doubled = Ops.upsampleNearest2d(x, 2);
        Tensor tiled = new Tiles(8, 16, 0.25).apply(x, tile -> Ops.upsampleNearest2d(tile, 2));
        assertThat(tiled.shape()).isEqualTo(doubled.shape());
        assertThat(tiled.toFloats()).usingComparatorWithPrecision(1e-5f).containsExactly(doubled.toFloats());
    }

    @Test
    void aTileFadesLinearlyIntoTheNext() {
        int[] calls = {0};
        Tensor row = new Tiles(8, 8, 0.5).apply(Tensor.zeros(1, 1, 4, 12), tile -> tile.add(calls[0]++));
        assertThat(calls[0]).isEqualTo(3);
        float[] first = Arrays.copyOf(row.toFloats(), 12);
        assertThat(first)
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(0, 0, 0, 0, 0, 0.25f, 0.5f, 0.75f, 1, 1.25f, 1.5f, 1.75f);
    }

    @Test
    void noTileIsLargerThanAskedFor() {
        List<String> sizes = new ArrayList<>();
        Tensor _ = new Tiles(4, 4, 0.25).apply(Tensor.zeros(1, 1, 5, 9), tile -> {
            sizes.add(tile.size(2) + "×" + tile.size(3));
            return tile;
        });
        assertThat(sizes).containsExactly("4×4", "4×4", "4×3", "2×4", "2×4", "2×3");
    }

    @Test
    void tilesThatCannotAdvanceAreRefused() {
        assertThatThrownBy(() -> new Tiles(1, 8, 0.25)).hasMessageContaining("larger than their overlap");
    }

    @Test
    void aBatchInSlicesIsTheSame() {
        Tensor batch = Tensor.randn(7, 3, 2, 4, 4);
        List<Long> rows = new ArrayList<>();
        Tensor sliced = Slices.of(batch, part -> {
            rows.add(part.size(0));
            return part.mul(2);
        });
        assertThat(rows).containsExactly(1L, 1L, 1L);
        assertThat(sliced.toFloats()).isEqualTo(batch.mul(2).toFloats());
    }
}
