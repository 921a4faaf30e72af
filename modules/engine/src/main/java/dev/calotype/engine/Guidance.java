package dev.calotype.engine;

/** How the rows of one walk are recombined into one answer of the network. */
public sealed interface Guidance {
    /** One row: the conditioning alone. */
    record None() implements Guidance {}

    /**
     * Classifier-free guidance (Ho and Salimans 2022, arXiv:2207.12598, equation 6): two rows, u + scale·(c − u).
     *
     * @param scale 1 is the conditioning alone
     * @param rescale how much of the answer's deviation is brought back to the conditioned one's, 0 to 1 (Lin et al.
     *     2023, arXiv:2305.08891, equations 15 and 16)
     */
    record ClassifierFree(double scale, double rescale) implements Guidance {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the scale is not finite, or rescale is not a share
         */
        public ClassifierFree {
            if (!Double.isFinite(scale)) {
                throw new IllegalArgumentException("guidance scale is " + scale + "; it must be finite");
            }
            if (!(rescale >= 0 && rescale <= 1)) {
                throw new IllegalArgumentException("guidance rescale is " + rescale + "; it must lie between 0 and 1");
            }
        }
    }

    /** Guidance of this scale; none where the scale is 1. */
    static Guidance ofScale(double scale) {
        return scale == 1 ? new None() : new ClassifierFree(scale, 0);
    }
}
