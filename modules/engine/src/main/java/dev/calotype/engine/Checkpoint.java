package dev.calotype.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk under way has that its plan, seed and conditionings do not give.
 *
 * @param index how many evaluations have been made
 * @param draws how many draws its noise has given, the start's included
 * @param point where the network is evaluated next
 * @param stock what its guidance keeps, or null
 * @param past the evaluations that later steps may refer to, the latest first
 */
@SuppressWarnings("ArrayRecordComponent")
record Checkpoint(int index, int draws, float[] point, float @Nullable [] stock, List<Evaluation> past) {
    Checkpoint {
        past = List.copyOf(past);
    }
}
