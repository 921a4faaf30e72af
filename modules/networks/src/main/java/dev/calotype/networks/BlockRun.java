package dev.calotype.networks;

import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows of one call that are the frames of sequences with the same insert.
 *
 * @param insert what they run through
 * @param first the first row
 * @param frames how many rows a sequence has
 * @param strengths one a sequence
 */
public record BlockRun(BlockInsert insert, int first, int frames, List<Double> strengths) {
    /**
     * Copies the strengths.
     *
     * @throws TensorException if a sequence has more frames than the insert takes, or none
     */
    public BlockRun {
        strengths = List.copyOf(strengths);
        if (frames < 1 || frames > insert.mostFrames()) {
            throw new TensorException("a sequence of " + frames + " frames was given to motion modules that take 1 to "
                    + insert.mostFrames() + "; divide longer ones into context windows");
        }
    }

    /** The features of all rows with what the insert gives at this place added to its own. */
    Tensor added(BlockPlace place, Tensor all, int groups) {
        return changed(all, rows -> insert.residual(place, new BlockFeatures(rows, frames, groups)));
    }

    /** The first convolution's result with what the insert reads from these further channels added to it. */
    Tensor addedInput(Tensor all, Tensor channels) {
        return changed(all, rows -> insert.input(own(channels)));
    }

    private Tensor changed(Tensor all, Function<Tensor, @Nullable Tensor> residual) {
        return Scope.giving(() -> {
            Tensor rows = own(all);
            Tensor given = residual.apply(rows);
            return given == null ? all : joined(all, rows.add(scaled(given)));
        });
    }

    private Tensor own(Tensor all) {
        if (first < 0 || first + count() > all.size(0)) {
            throw new TensorException("rows " + first + " to " + (first + count() - 1)
                    + " are to be frames in a call of " + all.size(0) + " rows");
        }
        return count() == all.size(0) ? all : all.narrow(0, first, count());
    }

    private Tensor scaled(Tensor residual) {
        if (strengths.stream().allMatch(strength -> strength == 1)) {
            return residual;
        }
        float[] perRow = new float[(int) count()];
        for (int row = 0; row < perRow.length; row++) {
            perRow[row] = strengths.get(row / frames).floatValue();
        }
        return residual.mul(Tensor.of(perRow, perRow.length, 1, 1, 1).to(residual.type()));
    }

    private Tensor joined(Tensor all, Tensor own) {
        List<Tensor> parts = new ArrayList<>();
        long end = first + count();
        if (first > 0) {
            parts.add(all.narrow(0, 0, first));
        }
        parts.add(own);
        if (end < all.size(0)) {
            parts.add(all.narrow(0, end, all.size(0) - end));
        }
        return parts.size() == 1 ? own : Tensor.cat(0, parts);
    }

    private long count() {
        return (long) frames * strengths.size();
    }
}
