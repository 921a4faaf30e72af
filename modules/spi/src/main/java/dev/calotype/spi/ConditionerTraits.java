package dev.calotype.spi;

import java.util.List;

/**
 * What the farm has to know of a conditioning module to admit a job that names it, read without loading weights.
 *
 * @param backbone the network that it is built into
 * @param wants what a job gives it
 * @param makesFrames whether the results of its jobs are videos
 * @param attributes the named numbers that a job may give it
 */
public record ConditionerTraits(BackboneShape backbone, Wants wants, boolean makesFrames, List<Attribute> attributes) {
    /** What a job gives a conditioning module. */
    public enum Wants {
        /** Nothing. */
        NOTHING,
        /** A picture; without one it is of no use. */
        PICTURE,
        /** A video's first frame, if the job has one. */
        START_FRAME
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two attributes have one name
     */
    public ConditionerTraits {
        attributes = List.copyOf(attributes);
        long names = attributes.stream().map(Attribute::name).distinct().count();
        if (names != attributes.size()) {
            throw new IllegalArgumentException(
                    "of " + attributes.stream().map(Attribute::name).toList()
                            + " two attributes have one name; each needs its own");
        }
    }

    /** A module without attributes. */
    public ConditionerTraits(BackboneShape backbone, Wants wants, boolean makesFrames) {
        this(backbone, wants, makesFrames, List.of());
    }
}
