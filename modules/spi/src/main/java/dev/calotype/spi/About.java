package dev.calotype.spi;

/**
 * What a sampler says of itself: where it is written down, and what may be expected of its plans.
 *
 * <p>Tables and the command line print it; the contract of samplers holds every plan to it on closed forms.
 *
 * @param paper the work that defines it, as author, year and a place to find it, such as
 *     {@code Song et al. 2021, arXiv:2010.02502}
 * @param equation where in that work: equations or an algorithm, such as {@code equations 12 and 16}
 * @param order p, where the error falls as hᵖ with the size h of the steps: of the end where no noise is drawn, of the
 *     data's deviation where it is; 0 where other options than the levels bound the error
 * @param evaluationsPerStep how many evaluations of the network one more step costs; run-up and end may cost others
 * @param aim where its walks end
 */
public record About(String paper, String equation, int order, int evaluationsPerStep, Aim aim) {
    /** Where walks end, given the network that a sampler is made for. */
    public enum Aim {
        /** Where the probability flow ends that passes through the start; no noise is drawn on the way. */
        FLOW,
        /** Anywhere in the data, each place as often as the data has it; noise is drawn on the way. */
        DATA,
        /** In the data, on a network distilled to answer with the end of the flow instead of the mean. */
        DISTILLED,
        /** At the noise that the probability flow makes of a clean latent: the levels are walked from the last to the first. */
        NOISE
    }

    /**
     * Checks what is said.
     *
     * @throws IllegalArgumentException if the paper or the equation is blank, the order below 0, or the
     *     evaluations below 1
     */
    public About {
        if (paper.isBlank() || equation.isBlank()) {
            throw new IllegalArgumentException(
                    "a sampler names its paper and equation; found '" + paper + "' and '" + equation + "'");
        }
        if (order < 0 || evaluationsPerStep < 1) {
            throw new IllegalArgumentException("order is " + order + " and evaluations a step are " + evaluationsPerStep
                    + "; they are at least 0 and 1");
        }
    }

    /** Whether noise is drawn on the way, after the start. */
    public boolean stochastic() {
        return aim == Aim.DATA || aim == Aim.DISTILLED;
    }
}
