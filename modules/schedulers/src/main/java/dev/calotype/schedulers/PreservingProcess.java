package dev.calotype.schedulers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.TimeRange;

/**
 * The variance-preserving diffusion with β(t) = a + t(b − a): ln α = −¼t²(b − a) − ½ta (Song et al. 2021, arXiv:2011.13456,
 * equation 33). Continuous from t = 1.
 *
 * @param first a
 * @param last b, above a
 * @param least the least time, above 0
 */
record PreservingProcess(double first, double last, double least) implements NoiseProcess {
    @Override
    public Level atTime(double time) {
        if (!(time >= least && time <= 1)) {
            throw new IllegalArgumentException("time " + time + " is outside the process, " + least + " to 1");
        }
        return level(-time * time * (last - first) / 4 - time * first / 2, time);
    }

    @Override
    public Level atRatio(double sigmaOverAlpha) {
        if (!(sigmaOverAlpha >= 0)) {
            throw new IllegalArgumentException("a ratio σ/α is at least 0; found " + sigmaOverAlpha);
        }
        double log = Math.log1p(sigmaOverAlpha * sigmaOverAlpha);
        double time = 2 * log / (first + Math.sqrt(first * first + 2 * (last - first) * log));
        return level(-log / 2, Math.clamp(time, least, 1));
    }

    @Override
    public TimeRange range() {
        return new TimeRange(1, least, 0);
    }

    private static Level level(double logAlpha, double time) {
        return new Level(Math.exp(logAlpha), Math.sqrt(-Math.expm1(2 * logAlpha)), time);
    }
}
