package dev.calotype.training;

/** Hears how a training goes, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
    /** One step was made, or part of a preparation. */
    void progressed(Progress progress);

    /**
     * How far a stage is.
     *
     * @param stage such as {@code autoencoder}
     * @param step steps made, or examples prepared
     * @param share of the stage that is done, 0 to 1
     * @param loss the mean loss of the last step; NaN where there is none
     * @param examplesPerSecond of this run
     */
    record Progress(String stage, long step, double share, double loss, double examplesPerSecond) {}
}
