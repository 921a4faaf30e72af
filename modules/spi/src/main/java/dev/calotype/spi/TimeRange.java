package dev.calotype.spi;

/**
 * The network times that a process knows. Noise need not grow with time: some models run it the other way.
 *
 * @param noisiest the time of most noise, such as 999 (tables) or 1 (flow)
 * @param cleanest the time of least noise, such as 0
 * @param trainingSteps how many entries the model's own table has; 0 for a process that was trained in continuous time
 */
public record TimeRange(double noisiest, double cleanest, int trainingSteps) {
    /** Whether the model was trained on a table of levels. */
    public boolean isDiscrete() {
        return trainingSteps > 0;
    }
}
