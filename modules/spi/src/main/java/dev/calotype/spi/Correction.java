package dev.calotype.spi;

/**
 * What is done to every denoised latent before the sampler sees it, or to the points between evaluations
 * ({@link KnownPath}), as data. A latent is one walk's: statistics are taken over all of it.
 */
public sealed interface Correction {
    /**
     * Static thresholding: every value is brought between −range and range, where the data lie (Ho et al. 2020,
     * arXiv:2006.11239, section 3.3: in [−1, 1]).
     */
    record Clip(double range) implements Correction {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if it is not positive and finite
         */
        public Clip {
            positive("clip range", range);
        }
    }

    /**
     * Dynamic thresholding (Saharia et al. 2022, arXiv:2205.11487, section 2.3): s is a quantile of the latent's absolute
     * values, at least 1 and at most {@code most}; values are clipped to ±s and divided by s.
     *
     * @param quantile share of the values that lie within ±s, interpolated linearly between neighbours
     * @param most where s ends; below 1 it is s
     */
    record DynamicThreshold(double quantile, double most) implements Correction {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the quantile is no share or {@code most} is not positive and finite
         */
        public DynamicThreshold {
            share("threshold quantile", quantile);
            positive("threshold maximum", most);
        }
    }

    /**
     * Inpainting at the denoised value: mask·values + (1 − mask)·D. With a sampler that draws from the posterior
     * (Ho et al. 2020, equation 7) the known part then follows that of the known values exactly.
     *
     * @param mask 1 where the values are known, 0 where they are not, anything between for a soft edge; not copied
     * @param values the known clean latent; not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    record KnownRegion(float[] mask, float[] values) implements Correction {
        /**
         * Checks that every value has its mask.
         *
         * @throws IllegalArgumentException if the sizes differ, a mask is no share or a value is not finite
         */
        public KnownRegion {
            if (mask.length != values.length) {
                throw new IllegalArgumentException(
                        "a known region has " + mask.length + " masks for " + values.length + " values");
            }
            for (int i = 0; i < mask.length; i++) {
                share("known mask", mask[i]);
                if (!Float.isFinite(values[i])) {
                    throw new IllegalArgumentException("known value is " + values[i] + "; it must be finite");
                }
            }
        }
    }

    /**
     * Inpainting at the points: after every step the point becomes mask·(α·values + σ·noise) + (1 − mask)·x with the new
     * level's α and σ (Avrahami et al. 2022, arXiv:2111.14818, algorithm 2), and the result mask·values + (1 − mask)·x.
     * The start is left as it is. The noise is the same all along, so the known part walks a straight path.
     *
     * @param mask 1 where the values are known, 0 where they are not, anything between for a soft edge; not copied
     * @param values the known clean latent; not copied
     * @param noise standard normal values; not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    record KnownPath(float[] mask, float[] values, float[] noise) implements Correction {
        /**
         * Checks that every value has its mask and its noise.
         *
         * @throws IllegalArgumentException if the sizes differ, a mask is no share or a value is not finite
         */
        public KnownPath {
            if (mask.length != values.length || noise.length != values.length) {
                throw new IllegalArgumentException("a known path has " + mask.length + " masks and " + noise.length
                        + " values of noise for " + values.length + " values");
            }
            for (int i = 0; i < mask.length; i++) {
                share("known mask", mask[i]);
                if (!Float.isFinite(values[i]) || !Float.isFinite(noise[i])) {
                    throw new IllegalArgumentException(
                            "known value and noise are " + values[i] + " and " + noise[i] + "; they must be finite");
                }
            }
        }
    }

    /** What a plugin makes of it. */
    record Projected(Projection projection) implements Correction {}

    private static void share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must lie between 0 and 1");
        }
    }

    private static void positive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be positive and finite");
        }
    }
}
