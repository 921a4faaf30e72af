package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Scaling;

/**
 * Which of the network's answers a a method combines or keeps, where the level at which it will be used is not the one it was
 * given at; the denoised value it means is D = skip·x + out·a.
 */
public enum Answer {
    /** The noise ε. */
    NOISE,
    /** The velocity v, for α² + σ² = 1. */
    VELOCITY,
    /** The denoised value itself. */
    SAMPLE;

    /** The answer at an evaluation, (D − skip·x)/out. */
    Blend at(int evaluation, Level level) {
        if (this == NOISE) {
            return Blend.noise(evaluation, level);
        }
        Scaling scaling = scaling(level);
        return Blend.denoised(evaluation)
                .minus(Blend.point(evaluation).times(scaling.skip()))
                .times(1 / scaling.out());
    }

    /** DDIM's step with this answer, x' = (σ'/σ)·x + (α' − ασ'/σ)·D (Song et al. 2021, arXiv:2010.02502, equation 12). */
    Blend step(Blend x, Blend answer, Level from, Level to) {
        double gained = (to.alpha() - from.alpha() * to.sigma() / from.sigma())
                * scaling(from).out();
        return x.times(kept(from, to)).plus(answer.times(gained));
    }

    /** The weight of x in that step. */
    double kept(Level from, Level to) {
        double share = to.sigma() / from.sigma();
        return share + (to.alpha() - from.alpha() * share) * scaling(from).skip();
    }

    private Scaling scaling(Level level) {
        Prediction prediction = switch (this) {
            case NOISE -> new Prediction.Epsilon();
            case VELOCITY -> new Prediction.Velocity();
            case SAMPLE -> new Prediction.Sample();
        };
        return prediction.at(level);
    }
}
