package dev.calotype.contracts;

import java.util.List;

/** A rule that every sampler keeps on every process it serves. */
interface SamplerRule {
    /** The rule as a sentence. */
    String sentence();

    /**
     * How it is broken; empty if it is kept.
     *
     * @throws RuntimeException as the sampler's own, which is a finding too
     */
    List<String> faults(Trial trial);
}
