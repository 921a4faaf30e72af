package dev.calotype.benchmarks;

import dev.calotype.networks.BlockRun;
import dev.calotype.spi.Insertion;
import java.util.List;
import java.util.function.Supplier;

/**
 * A conditioning module with random weights, ready to be measured; the innermost scope owns them.
 *
 * @param parameters of all that is loaded for it
 * @param beside rows of a network beside the U-Net that a row of the U-Net takes at each step
 * @param once what is done once a job, and gives what a row carries
 * @param runs which rows are frames, and what they run through
 */
record CostedModule(long parameters, int beside, Supplier<List<Insertion>> once, List<BlockRun> runs) {
    /** None. */
    static final CostedModule NONE = new CostedModule(0, 0, List::of, List.of());

    /** One that gives every row an insertion. */
    static CostedModule of(long parameters, int beside, Supplier<Insertion> once) {
        return new CostedModule(parameters, beside, () -> List.of(once.get()), List.of());
    }
}
