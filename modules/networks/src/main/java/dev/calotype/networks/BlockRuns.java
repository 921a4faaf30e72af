package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import java.util.List;

/**
 * The block inserts of one call.
 *
 * @param runs the rows that carry any
 * @param groups of the U-Net's norms
 */
record BlockRuns(List<BlockRun> runs, int groups) {
    /** None. */
    static final BlockRuns NONE = new BlockRuns(List.of(), 1);

    /** Those of these that change anything; a run of several strengths runs where one of them is not 0. */
    static BlockRuns of(List<BlockRun> runs, int groups) {
        return new BlockRuns(
                runs.stream()
                        .filter(run -> run.strengths().stream().anyMatch(strength -> strength != 0))
                        .toList(),
                groups);
    }

    /** The features after a layer with what the inserts add. */
    Tensor after(BlockPlace place, Tensor features) {
        Tensor sum = features;
        for (BlockRun run : runs) {
            sum = run.added(place, sum, groups);
        }
        return sum;
    }

    /** The first convolution's result with what the inserts read from further input channels. */
    Tensor input(Tensor features, Tensor channels) {
        Tensor sum = features;
        for (BlockRun run : runs) {
            sum = run.addedInput(sum, channels);
        }
        return sum;
    }
}
