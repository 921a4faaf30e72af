package dev.calotype.training;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** What a network is trained to make small. Belongs to the thread of one worker. */
interface Objective {
    /** The recorded scalar loss of this worker's share of a step; owned by the innermost open scope. */
    Tensor loss(long step, int worker);

    /** Makes an objective over a network's weights, on the worker's own thread. */
    @FunctionalInterface
    interface Maker {
        Objective over(Weights weights);
    }
}
