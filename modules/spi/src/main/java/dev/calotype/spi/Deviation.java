package dev.calotype.spi;

/**
 * How strong a step's fresh noise is: one deviation for the whole latent, or one an element that the network has learned
 * (Nichol and Dhariwal 2021, arXiv:2102.09672, section 3.1).
 *
 * <p>A network with learned variances answers twice the latent's size: first the prediction, then as many values v, one an
 * element, that the learned kinds read.
 */
public sealed interface Deviation {
    /** Whether a step of this deviation draws noise. */
    default boolean isNoisy() {
        return !(this instanceof Constant(double value) && value == 0);
    }

    /** Whether the network's second half is read. */
    default boolean isLearned() {
        return !(this instanceof Constant);
    }

    /** The same deviation for every element; 0 draws no noise. */
    record Constant(double value) implements Deviation {}

    /**
     * Between two variances, in their logarithms (equation 15): exp(½·(f·logLarge + (1 − f)·logSmall)) with f = (v + 1)/2.
     *
     * @param logSmall ln of the variance at v = −1, usually the posterior's β̃
     * @param logLarge ln of the variance at v = 1, usually the forward step's β
     */
    record LearnedRange(double logSmall, double logLarge) implements Deviation {}

    /** v is the logarithm of the variance: exp(½·v). */
    record LearnedLog() implements Deviation {}

    /** v is the variance: √v; no walk survives a v below 0. */
    record LearnedVariance() implements Deviation {}
}
