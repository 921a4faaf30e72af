package dev.calotype.plugin.example;

import dev.calotype.spi.Level;
import java.util.ArrayList;
import java.util.List;

/** All waves that a prompt allows: every form at every phase, as likely as each other, with normal noise on them. */
final class Waves {
    private static final int PHASES = 64;

    private final List<double[]> means = new ArrayList<>();
    private final double variance;

    /**
     * The waves of a prompt.
     *
     * @param gains how loud they are at each sample, a number a sample
     * @param deviation of the noise on them
     */
    Waves(WavePrompt asked, double[] gains, double deviation) {
        variance = deviation * deviation;
        for (Form form : asked.forms()) {
            for (int phase = 0; phase < PHASES; phase++) {
                means.add(wave(form, (double) phase / PHASES, asked.cycles(), gains));
            }
        }
    }

    private static double[] wave(Form form, double phase, int cycles, double[] gains) {
        double[] wave = new double[gains.length];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = gains[i] * form.at(phase + (double) cycles * i / wave.length);
        }
        return wave;
    }

    /**
     * The mean of the clean wave, given x = α·wave + σ·ε: of each wave μ it is μ + (αd²/v)·(x − αμ) with v = σ² + α²d², and its
     * weight is proportional to exp(−|x − αμ|²/2v).
     *
     * @param begin where the wave begins in {@code x} and in {@code answer}
     */
    void denoise(float[] x, int begin, Level level, float[] answer) {
        double v = level.sigma() * level.sigma() + level.alpha() * level.alpha() * variance;
        double[] weights = weights(x, begin, level.alpha(), v);
        double pull = level.alpha() * variance / v;
        for (int i = 0; i < means.getFirst().length; i++) {
            double mean = 0;
            for (int k = 0; k < weights.length; k++) {
                mean += weights[k] * means.get(k)[i];
            }
            answer[begin + i] = (float) (mean + pull * (x[begin + i] - level.alpha() * mean));
        }
    }

    private double[] weights(float[] x, int begin, double alpha, double v) {
        double[] exponents = new double[means.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < exponents.length; k++) {
            double[] mean = means.get(k);
            for (int i = 0; i < mean.length; i++) {
                double off = x[begin + i] - alpha * mean[i];
                exponents[k] -= off * off / (2 * v);
            }
            most = Math.max(most, exponents[k]);
        }
        double sum = 0;
        for (int k = 0; k < exponents.length; k++) {
            exponents[k] = Math.exp(exponents[k] - most);
            sum += exponents[k];
        }
        for (int k = 0; k < exponents.length; k++) {
            exponents[k] /= sum;
        }
        return exponents;
    }
}
