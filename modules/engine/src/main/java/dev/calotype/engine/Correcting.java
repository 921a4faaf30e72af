package dev.calotype.engine;

import dev.calotype.spi.Correction;
import dev.calotype.spi.Level;
import dev.calotype.spi.Projection;

/** The arithmetic of {@link Correction}, in single precision as the reference does it. Changes no array it is given. */
final class Correcting {
    private Correcting() {}

    static float[] apply(Correction correction, float[] denoised) {
        return switch (correction) {
            case Correction.Clip(double range) -> clipped(denoised, (float) range);
            case Correction.DynamicThreshold(double quantile, double most) ->
                thresholded(denoised, (float) quantile, (float) most);
            case Correction.KnownRegion(float[] mask, float[] values) -> known(denoised, mask, values);
            case Correction.KnownPath path -> denoised;
            case Correction.Projected(Projection projection) -> projected(denoised, projection);
        };
    }

    /** What a correction makes of a point that a step has come to. */
    static float[] applyToPoint(Correction correction, float[] point, Level level) {
        return correction instanceof Correction.KnownPath(float[] mask, float[] values, float[] noise)
                ? known(point, mask, noised(values, noise, level))
                : point;
    }

    private static float[] noised(float[] values, float[] noise, Level level) {
        float[] noised = new float[values.length];
        for (int i = 0; i < noised.length; i++) {
            noised[i] = (float) (level.alpha() * values[i] + level.sigma() * noise[i]);
        }
        return noised;
    }

    private static float[] clipped(float[] denoised, float most) {
        float[] clipped = new float[denoised.length];
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = Math.max(-most, Math.min(most, denoised[i]));
        }
        return clipped;
    }

    private static float[] thresholded(float[] denoised, float quantile, float most) {
        float threshold = Math.min(most, Math.max(1, SizeQuantile.of(denoised, quantile)));
        float[] bounded = new float[denoised.length];
        for (int i = 0; i < bounded.length; i++) {
            bounded[i] = Math.max(-threshold, Math.min(threshold, denoised[i])) / threshold;
        }
        return bounded;
    }

    private static float[] known(float[] denoised, float[] mask, float[] values) {
        float[] known = new float[denoised.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = mask[i] * values[i] + (1 - mask[i]) * denoised[i];
        }
        return known;
    }

    private static float[] projected(float[] denoised, Projection projection) {
        float[] projected = projection.project(denoised);
        if (projected.length != denoised.length) {
            throw new IllegalStateException(
                    "a projection gave " + projected.length + " values for a latent of " + denoised.length);
        }
        return projected;
    }
}
