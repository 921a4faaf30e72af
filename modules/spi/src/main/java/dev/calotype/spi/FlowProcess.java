package dev.calotype.spi;

/**
 * The straight path of flow matching, α = 1 − σ (Liu et al. 2022, arXiv:2209.03003, equation 1); the network is told σ
 * times {@code scale}, or α times it where time runs towards data. Continuous, from σ = 1 to 0. Immutable.
 *
 * @param scale what time is at its end, 1000 by custom
 * @param towardsData whether time grows towards data, and not towards noise
 */
public record FlowProcess(double scale, boolean towardsData) implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        if (!(time >= 0 && time <= scale)) {
            throw new IllegalArgumentException("time " + time + " is outside the flow, 0 to " + scale);
        }
        double share = time / scale;
        return towardsData ? new Level(share, 1 - share, time) : new Level(1 - share, share, time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        if (!(sigmaOverAlpha >= 0)) {
            throw new IllegalArgumentException("a ratio σ/α is at least 0; found " + sigmaOverAlpha);
        }
        double sigma = Double.isInfinite(sigmaOverAlpha) ? 1 : sigmaOverAlpha / (1 + sigmaOverAlpha);
        return new Level(1 - sigma, sigma, scale * (towardsData ? 1 - sigma : sigma));
    }

    @Override
    public TimeRange range() {
        return towardsData ? new TimeRange(0, scale, 0) : new TimeRange(scale, 0, 0);
    }
}
