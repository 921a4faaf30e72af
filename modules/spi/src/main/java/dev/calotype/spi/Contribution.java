package dev.calotype.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a conditioning module adds to a walk's conditionings.
 *
 * @param positive to what the result should be, and to every further prompt of a composed guidance
 * @param negative to what it should not be
 * @param shown what the module made of the job's picture, kept as an artefact, or null where it took it as it is
 */
public record Contribution(
        Conditioning positive,
        Conditioning negative,
        @Nullable Raster shown) {
    /** The same insertion for both. */
    public static Contribution of(Insertion insertion, @Nullable Raster shown) {
        Conditioning both = Conditioning.ofInserts(insertion);
        return new Contribution(both, both, shown);
    }
}
