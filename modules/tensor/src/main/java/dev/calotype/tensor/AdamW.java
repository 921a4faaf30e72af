package dev.calotype.tensor;

/**
 * Adam with decoupled weight decay over a flat buffer, as one fused call (Loshchilov and Hutter 2019, arXiv:1711.05101).
 *
 * <p>Its state lives as long as the parameters it was made for.
 */
public final class AdamW {
    private final Settings settings;
    private final Tensor values;
    private final Tensor mean;
    private final Tensor square;
    private final Tensor step;

    /**
     * Constants of the method.
     *
     * @param beta1 decay of the mean of the gradient
     * @param beta2 decay of the mean of its square
     * @param decay weight decay a step, times the learning rate
     * @param epsilon added to the denominator
     */
    public record Settings(double beta1, double beta2, double decay, double epsilon) {
        /** The usual constants. */
        public static Settings usual() {
            return new Settings(0.9, 0.99, 0.01, 1e-8);
        }
    }

    /** An optimiser that has made no step. */
    public AdamW(FlatParameters parameters, Settings settings) {
        this.settings = settings;
        values = parameters.values();
        mean = parameters.likeValues();
        square = parameters.likeValues();
        step = parameters.scalar();
    }

    /** The running mean of the gradient, for saving and restoring. */
    public Tensor mean() {
        return mean;
    }

    /** The running mean of the gradient's square, for saving and restoring. */
    public Tensor square() {
        return square;
    }

    /** How many steps were made, a scalar, for saving and restoring. */
    public Tensor step() {
        return step;
    }

    /** Moves the values against a gradient of the same length. */
    public void step(Tensor gradient, double learningRate) {
        Scripts.INSTANCE.adamw(values, gradient, mean, square, step, learningRate, settings);
    }
}
