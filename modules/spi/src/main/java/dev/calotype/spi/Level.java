package dev.calotype.spi;

/**
 * A noise level: {@code x = alpha·x0 + sigma·ε} with ε standard normal.
 *
 * <p>One form for variance-preserving, variance-exploding, flow and EDM processes; {@code alpha} may be 0 (zero
 * terminal signal-to-noise ratio).
 *
 * @param alpha the share of the clean latent, at least 0
 * @param sigma the deviation of the noise, at least 0
 * @param time what the network is told at this level, in the units it was trained with
 */
public record Level(double alpha, double sigma, double time) {
    /** The level without noise: the result of a walk. */
    public static Level clean(double time) {
        return new Level(1, 0, time);
    }

    /** Noise over signal, σ/α: the "sigma" of variance-exploding notation; infinite where alpha is 0. */
    public double ratio() {
        return sigma / alpha;
    }

    /** Half the log signal-to-noise ratio, λ = ln(α/σ) (Lu et al. 2022, arXiv:2206.00927, section 3). */
    public double lambda() {
        return Math.log(alpha) - Math.log(sigma);
    }

    /** Whether no noise is left. */
    public boolean isClean() {
        return sigma == 0;
    }
}
