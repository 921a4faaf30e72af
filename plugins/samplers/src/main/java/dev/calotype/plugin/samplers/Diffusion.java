package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import java.util.function.ToDoubleFunction;

/**
 * The coefficients of dx = f·x dt + g dw at one time of a process: f = d ln α/dt and g² = dσ²/dt − 2fσ² (Song et al. 2021,
 * arXiv:2011.13456, equations 29 and 30 for any α and σ). Time is counted towards noise.
 *
 * <p>Derivatives are those of the parabola through three times of the process, entries of its table where it has one.
 */
record Diffusion(double drift, double squared) {
    private static final double STRIDE = 1e-4;

    static Diffusion at(Level level, NoiseProcess process) {
        double drift = slope(level.time(), process, at -> Math.log(at.alpha()));
        double growth = slope(level.time(), process, at -> at.sigma() * at.sigma());
        return new Diffusion(drift, growth - 2 * drift * level.sigma() * level.sigma());
    }

    private static double slope(double time, NoiseProcess process, ToDoubleFunction<Level> value) {
        double clean = process.range().cleanest();
        double span = process.range().noisiest() - clean;
        double h = process.range().isDiscrete() ? Math.signum(span) : STRIDE * span;
        double share = (time - clean) / h;
        double middle = clean + h * Math.clamp(share, 1, span / h - 1);
        double before = value.applyAsDouble(process.atTime(middle - h));
        double here = value.applyAsDouble(process.atTime(middle));
        double after = value.applyAsDouble(process.atTime(middle + h));
        double slope = (after - before) / 2 + (time - middle) / h * (after - 2 * here + before);
        return slope / Math.abs(h);
    }
}
