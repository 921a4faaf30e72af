package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/**
 * The straight path of flow matching, α = 1 − σ (Liu et al. 2022, arXiv:2209.03003, equation 1); the network is told σ
 * times {@code scale}. Continuous, from σ = 1 to 0.
 *
 * @param scale what time is at σ = 1, 1000 by custom
 */
record FlowProcess(double scale) implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        if (!(time >= 0 && time <= scale)) {
            throw new IllegalArgumentException("time " + time + " is outside the flow, 0 to " + scale);
        }
        double sigma = time / scale;
        return new Level(1 - sigma, sigma, time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        if (!(sigmaOverAlpha >= 0)) {
            throw new IllegalArgumentException("a ratio σ/α is at least 0; found " + sigmaOverAlpha);
        }
        double sigma = Double.isInfinite(sigmaOverAlpha) ? 1 : sigmaOverAlpha / (1 + sigmaOverAlpha);
        return new Level(1 - sigma, sigma, sigma * scale);
    }

    @Override
    public TimeRange range() {
        return new TimeRange(scale, 0, 0);
    }
}
