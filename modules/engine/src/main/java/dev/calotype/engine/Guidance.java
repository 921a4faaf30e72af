package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Trajectory;
import java.util.List;

/**
 * Which rows an evaluation of one walk takes and how their answers become one. What each kind does is written with a, an
 * answer of the network: c under the walk's positive conditioning, u under its negative; D is the denoised latent that an
 * answer stands for.
 */
public sealed interface Guidance {
    /**
     * How many rows an evaluation takes.
     *
     * @param index which evaluation, from 0
     * @param evaluations how many the walk makes
     */
    int rows(int index, int evaluations);

    /** How many rows a walk of so many evaluations takes in all. */
    default long cost(int evaluations) {
        long rows = 0;
        for (int i = 0; i < evaluations; i++) {
            rows += rows(i, evaluations);
        }
        return rows;
    }

    /**
     * Checks that a plan has what this guidance needs.
     *
     * @throws IllegalArgumentException if it has not
     */
    default void check(Trajectory plan) {}

    /** One row: the conditioning alone. */
    record None() implements Guidance {
        @Override
        public int rows(int index, int evaluations) {
            return 1;
        }
    }

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
            Ranges.finite("guidance scale", scale);
            Ranges.share("guidance rescale", rescale);
        }

        @Override
        public int rows(int index, int evaluations) {
            return 2;
        }
    }

    /**
     * Conjunction of several prompts (Liu et al. 2022, arXiv:2206.01714, equation 11): u + Σ weight·m_i·(c_i − u), with the
     * walk's positive conditioning as the first of the c_i. One row each, and one for u. Each m_i says place by place where
     * its prompt counts, so that prompts may have regions of their own; the walk's positive conditioning counts everywhere.
     *
     * @param weight of the walk's positive conditioning
     * @param others the further prompts; a weight below 0 is a negation
     */
    record Composed(double weight, List<Part> others) implements Guidance {
        /**
         * Checks the weights and copies the parts.
         *
         * @throws IllegalArgumentException if a weight is not finite
         */
        public Composed {
            Ranges.finite("guidance weight", weight);
            others = List.copyOf(others);
            others.forEach(part -> Ranges.finite("guidance weight", part.weight()));
        }

        @Override
        public int rows(int index, int evaluations) {
            return others.size() + 2;
        }

        /** One prompt of several, for a region. */
        public record Part(double weight, Conditioning conditioning, Region region) {
            /** One prompt for the whole picture. */
            public Part(double weight, Conditioning conditioning) {
                this(weight, conditioning, new Region.Everywhere());
            }
        }
    }

    /**
     * CFG++ (Chung et al. 2024, arXiv:2406.08070, algorithm 2): two rows, D = D_u + scale·(D_c − D_u), and the sampler
     * renoises with the unconditioned answer. To that end the evaluation's raw value is D_u, so the plan must be one that
     * takes its noise from raw, as DDIM's with an unclipped ε does; a plan that never reads raw is refused.
     *
     * @param scale 0 to 1; 1 is the conditioning alone for the denoised value
     */
    record CfgPlusPlus(double scale) implements Guidance {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the scale is no share
         */
        public CfgPlusPlus {
            Ranges.share("guidance scale of cfg++", scale);
        }

        @Override
        public void check(Trajectory plan) {
            if (!plan.readsRaw()) {
                throw new IllegalArgumentException(
                        "guidance cfg++ renoises with the unconditioned answer, but this plan"
                                + " never reads the raw value; take a sampler that does, or another guidance");
            }
        }

        @Override
        public int rows(int index, int evaluations) {
            return 2;
        }
    }

    /**
     * Perpendicular negative prompts (Armandpour et al. 2023, arXiv:2304.04968, section 4): three rows; with e under no
     * conditioning, p = c − e and n = u − e, e + scale·(p − strength·(n − (p·n)/(p·p)·p)). So a negative prompt cannot
     * take away what it shares with the positive one.
     *
     * @param scale of the whole difference
     * @param strength of the negative prompt's perpendicular part
     * @param empty conditions the third row, usually on an empty prompt
     */
    record Perpendicular(double scale, double strength, Conditioning empty) implements Guidance {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the scale or the strength is not finite
         */
        public Perpendicular {
            Ranges.finite("guidance scale", scale);
            Ranges.finite("guidance strength", strength);
        }

        @Override
        public int rows(int index, int evaluations) {
            return 3;
        }
    }

    /**
     * Residual guidance against the walk's own origin (Kodaira et al. 2023, arXiv:2312.12491, self-negative R-CFG): one row.
     * In place of an answer to the negative prompt stands the noise between the point and the origin, or between the point
     * and 0 for a walk without one; with ε of c and ε_s = (x − α·origin)/σ, δε_s + scale·(ε − δε_s).
     *
     * @param scale 1 is the conditioning alone
     * @param moderation δ, the strength of the stand-in
     */
    record SelfNegative(double scale, double moderation) implements Guidance {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the scale or the moderation is not finite
         */
        public SelfNegative {
            Ranges.finite("guidance scale", scale);
            Ranges.finite("guidance moderation", moderation);
        }

        @Override
        public int rows(int index, int evaluations) {
            return 1;
        }
    }

    /**
     * Residual guidance against the first answer to the negative prompt (Kodaira et al. 2023, arXiv:2312.12491,
     * onetime-negative R-CFG): as {@link SelfNegative}, with what the first evaluation denoised under the negative prompt in
     * place of the origin. Two rows at first, one after.
     *
     * @param scale 1 is the conditioning alone
     * @param moderation δ, the strength of the stand-in
     */
    record OnetimeNegative(double scale, double moderation) implements Guidance {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the scale or the moderation is not finite
         */
        public OnetimeNegative {
            Ranges.finite("guidance scale", scale);
            Ranges.finite("guidance moderation", moderation);
        }

        @Override
        public int rows(int index, int evaluations) {
            return index == 0 ? 2 : 1;
        }
    }

    /**
     * Adaptive projected guidance (Sadat et al. 2024, arXiv:2410.02416): two rows;
     * Δ = D_c − D_u + momentum·Δ_before, shortened to the threshold, and of its part along D_c only the share is kept:
     * D_c + (scale − 1)·(Δ⊥ + share·Δ∥).
     *
     * @param scale 1 is the conditioning alone
     * @param share η, of the part of the difference along D_c; 1 is classifier-free guidance
     * @param threshold r, the most that the difference's Euclidean norm may be; 0 does not shorten
     * @param momentum β of the running difference; below 0 it pushes away from where it went before, 0 is none
     */
    record AdaptiveProjected(double scale, double share, double threshold, double momentum) implements Guidance {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a number is not finite or the threshold is below 0
         */
        public AdaptiveProjected {
            Ranges.finite("guidance scale", scale);
            Ranges.finite("guidance share", share);
            Ranges.atLeastZero("guidance threshold", threshold);
            Ranges.finite("guidance momentum", momentum);
        }

        @Override
        public int rows(int index, int evaluations) {
            return 2;
        }
    }

    /**
     * Guidance in a part of the walk (Kynkäänniemi et al. 2024, arXiv:2404.07724): at evaluation i of n where from ≤ i/n and
     * (i + 1)/n ≤ to, and outside one row, the conditioning alone.
     *
     * @param from share of the evaluations before it begins
     * @param to share of the evaluations when it has ended
     * @param guidance what is done between them
     */
    record Within(double from, double to, Guidance guidance) implements Guidance {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if an end is no share, or the range ends before it begins
         */
        public Within {
            Ranges.share("guidance from", from);
            Ranges.share("guidance to", to);
            if (from > to) {
                throw new IllegalArgumentException(
                        "guidance runs from " + from + " to " + to + "; it must not end before it begins");
            }
        }

        @Override
        public int rows(int index, int evaluations) {
            return covers(index, evaluations) ? guidance.rows(index - first(evaluations), evaluations) : 1;
        }

        @Override
        public void check(Trajectory plan) {
            guidance.check(plan);
        }

        boolean covers(int index, int evaluations) {
            return (double) index / evaluations >= from && (index + 1.0) / evaluations <= to;
        }

        /** The first evaluation in the range. */
        int first(int evaluations) {
            int first = Math.max(0, (int) (from * evaluations) - 1);
            while ((double) first / evaluations < from) {
                first++;
            }
            return first;
        }
    }

    /** Guidance of this scale; none where the scale is 1. */
    static Guidance ofScale(double scale) {
        return scale == 1 ? new None() : new ClassifierFree(scale, 0);
    }
}
