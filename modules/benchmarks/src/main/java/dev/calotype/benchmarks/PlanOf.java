package dev.calotype.benchmarks;

import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as a multistep sampler makes them: the latest point and so many denoised values.
 *
 * @param terms how many evaluations a step looks back
 * @param noise deviation of each step's fresh noise
 */
record PlanOf(int terms, double noise) {
    /** A plan of so many evaluations that stays bounded. */
    Trajectory of(int evaluations) {
        List<Step> steps = new ArrayList<>(evaluations + 1);
        steps.add(Step.start(level(0, evaluations)));
        for (int i = 1; i <= evaluations; i++) {
            double share = Math.exp(-1.0 / i);
            List<Term> shares = new ArrayList<>(terms);
            shares.add(Term.latest(share, (1 - share) * 1.5));
            for (int back = 2; back <= Math.min(terms, i); back++) {
                shares.add(new Term(back, 0, -(1 - share) * 0.5, 0));
            }
            steps.add(new Step(level(i, evaluations), shares, noise));
        }
        return new Trajectory(steps);
    }

    /** How long planning takes. */
    double seconds(int evaluations) {
        long begun = System.nanoTime();
        Trajectory plan = of(evaluations);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (plan.evaluations() != evaluations) {
            throw new IllegalStateException("asked for " + evaluations + " evaluations, planned " + plan.evaluations());
        }
        return seconds;
    }

    private static Level level(int i, int evaluations) {
        double sigma = 0.99 * (1 - (double) i / evaluations);
        return new Level(1 - sigma, sigma, 1000 * sigma);
    }
}
