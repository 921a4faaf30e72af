package dev.calotype.networks;

import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A large map computed in overlapping square tiles, so that the intermediate results of only one tile are held. Where
 * tiles overlap, each fades linearly into the next.
 *
 * @param side of a tile of the input
 * @param outSide of a tile of the output
 * @param overlap share of a tile that its neighbour covers too
 */
record Tiles(int side, int outSide, double overlap) {
    /** Checks that tiles advance and that something of each is left beside its seam. */
    Tiles {
        if (!(overlap >= 0 && overlap < 1) || (int) (side * (1 - overlap)) < 1 || outSide < 1) {
            throw new IllegalArgumentException("tiles of " + side + " to " + outSide + " with an overlap of " + overlap
                    + "; they must be larger than their overlap");
        }
    }

    /** Whether N×C×H×W does not fit into one tile. */
    boolean exceededBy(Tensor x) {
        return x.size(2) > side || x.size(3) > side;
    }

    /** N×C×H×W by a function that maps {@code side} to {@code outSide} pixels. */
    Tensor apply(Tensor x, UnaryOperator<Tensor> function) {
        return Scope.giving(() -> joined(x, function));
    }

    private Tensor joined(Tensor x, UnaryOperator<Tensor> function) {
        int stride = (int) (side * (1 - overlap));
        int kept = outSide - seam();
        var rows = new ArrayList<Tensor>();
        List<Tensor> above = List.of();
        for (long top = 0; top < x.size(2); top += stride) {
            var row = new ArrayList<Tensor>();
            for (long left = 0; left < x.size(3); left += stride) {
                row.add(blended(tile(x, top, left, function), above, row));
            }
            rows.add(Tensor.cat(3, row.stream().map(tile -> upTo(kept, tile)).toList()));
            above = row;
        }
        return Tensor.cat(2, rows);
    }

    private Tensor tile(Tensor x, long top, long left, UnaryOperator<Tensor> function) {
        Tensor part =
                x.narrow(2, top, Math.min(side, x.size(2) - top)).narrow(3, left, Math.min(side, x.size(3) - left));
        return Scope.giving(() -> function.apply(part.contiguous()));
    }

    /** The next tile of a row, faded into from the one above and from the last of the row. */
    private Tensor blended(Tensor tile, List<Tensor> above, List<Tensor> row) {
        Tensor faded = above.isEmpty() ? tile : faded(above.get(row.size()), tile, 2);
        return row.isEmpty() ? faded : faded(row.getLast(), faded, 3);
    }

    /** The second tile, whose beginning along an axis comes out of the first one's end. */
    private Tensor faded(Tensor before, Tensor tile, int axis) {
        long extent = Math.min(seam(), Math.min(before.size(axis), tile.size(axis)));
        if (extent == 0) {
            return tile;
        }
        return Scope.giving(() -> {
            Tensor rising = rising(extent, axis).to(tile.type());
            Tensor end = before.narrow(axis, before.size(axis) - extent, extent);
            Tensor start = tile.narrow(axis, 0, extent);
            Tensor mixed = end.mul(rising.mul(-1).add(1)).add(start.mul(rising));
            long rest = tile.size(axis) - extent;
            return rest == 0 ? mixed : Tensor.cat(axis, List.of(mixed, tile.narrow(axis, extent, rest)));
        });
    }

    private static Tensor rising(long extent, int axis) {
        float[] shares = new float[Math.toIntExact(extent)];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) ((double) i / extent);
        }
        return axis == 2 ? Tensor.of(shares, 1, 1, extent, 1) : Tensor.of(shares, 1, 1, 1, extent);
    }

    private int seam() {
        return (int) (outSide * overlap);
    }

    private static Tensor upTo(long kept, Tensor tile) {
        return tile.narrow(2, 0, Math.min(kept, tile.size(2))).narrow(3, 0, Math.min(kept, tile.size(3)));
    }
}
