package dev.calotype.engine;

import java.util.List;

/**
 * What one {@link Engine#step} did.
 *
 * @param rows rows of the network calls made
 * @param calls network calls made: one, or one more for each walk when a shared call failed and walks were tried alone
 * @param advanced walks that moved on, finished ones included
 * @param finished walks whose result is there; the engine has forgotten them
 * @param failed walks that cannot go on; the engine has forgotten them
 */
public record StepReport(int rows, int calls, List<Progress> advanced, List<Finished> finished, List<Failed> failed) {
    /** A report of nothing to do. */
    static final StepReport IDLE = new StepReport(0, 0, List.of(), List.of(), List.of());

    /** How far a walk is, in evaluations. */
    public record Progress(String id, int done, int total) {}

    /** A result in C order, owned by the receiver. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Finished(String id, float[] latent) {}

    /** Why a walk ended without a result. */
    public record Failed(String id, String reason, RuntimeException cause) {}
}
