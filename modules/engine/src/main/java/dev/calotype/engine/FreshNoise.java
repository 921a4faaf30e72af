package dev.calotype.engine;

import dev.calotype.spi.Deviation;

/** The arithmetic of {@link Deviation}: a draw of noise, each element times its deviation. */
final class FreshNoise {
    private FreshNoise() {}

    /** A step's share of its draw; where the deviation is learned, the answer's second half says how strong each element is. */
    static Share of(Deviation deviation, float[] draw, float[] answer) {
        if (deviation instanceof Deviation.Constant(double value)) {
            return new Share(value, draw);
        }
        float[] scaled = new float[draw.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (learned(deviation, answer[draw.length + i]) * draw[i]);
        }
        return new Share(1, scaled);
    }

    private static double learned(Deviation deviation, double v) {
        return switch (deviation) {
            case Deviation.Constant(double value) -> value;
            case Deviation.LearnedRange(double small, double large) -> {
                double share = (v + 1) / 2;
                yield Math.exp((share * large + (1 - share) * small) / 2);
            }
            case Deviation.LearnedLog log -> Math.exp(v / 2);
            case Deviation.LearnedVariance variance -> Math.sqrt(v);
        };
    }
}
