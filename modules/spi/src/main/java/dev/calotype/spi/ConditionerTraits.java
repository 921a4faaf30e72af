package dev.calotype.spi;

/**
 * What the farm has to know of a conditioning module to admit a job that names it, read without loading weights.
 *
 * @param backbone the network that it is built into
 * @param wants what a job gives it
 * @param makesFrames whether the results of its jobs are videos
 */
public record ConditionerTraits(BackboneShape backbone, Wants wants, boolean makesFrames) {
    /** What a job gives a conditioning module. */
    public enum Wants {
        /** Nothing. */
        NOTHING,
        /** A picture; without one it is of no use. */
        PICTURE,
        /** A video's first frame, if the job has one. */
        START_FRAME
    }
}
