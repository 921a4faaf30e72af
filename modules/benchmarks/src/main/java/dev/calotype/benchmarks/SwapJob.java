package dev.calotype.benchmarks;

import java.time.Instant;

/**
 * A job that succeeded while plugins were swapped.
 *
 * @param version of the swapped plugin that it is recorded with; 0 if it needed none
 * @param mark of the plan that drew it; 1 if its sampler was another
 * @param off root mean square of its points' distances to the model's modes
 * @param started when it was leased
 * @param ended when its result was written
 */
record SwapJob(int version, double mark, double off, Instant started, Instant ended) {
    private static final double FAR = 0.3;

    boolean isMixed() {
        return mark != Math.max(1, version);
    }

    boolean isOff() {
        return !(off < FAR);
    }
}
