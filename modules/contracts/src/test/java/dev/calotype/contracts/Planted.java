package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** Samplers that are right, and the same with one fault each. */
final class Planted {
    static final Candidate EULER = flow("euler", 1, (levels, i) -> euler(levels.get(i - 1), levels.get(i)));
    static final Candidate MULTISTEP = flow("2m", 2, (levels, i) -> right(levels, i));
    static final Candidate ANCESTRAL = noisy("ancestral", false);

    static final Candidate EXCHANGED_SHARES = flow("exchanged shares", 1, (levels, i) -> {
        Term right = euler(levels.get(i - 1), levels.get(i)).terms().getFirst();
        return new Step(
                levels.get(i), List.of(Term.latest(/* point= */ right.denoised(), /* denoised= */ right.point())), 0);
    });

    static final Candidate EXCHANGED_EVALUATIONS = flow("exchanged evaluations", 2, (levels, i) -> {
        Step right = right(levels, i);
        if (right.terms().size() == 1) {
            return right;
        }
        Term latest = right.terms().get(0);
        Term before = right.terms().get(1);
        return new Step(
                levels.get(i),
                List.of(Term.latest(latest.point(), before.denoised()), new Term(2, 0, latest.denoised(), 0)),
                0);
    });

    static final Candidate HIGH_LAST = flow("high last", 2, (levels, i) -> multistep(levels, i, false, Math.log(1e4)));
    static final Candidate INFINITE_LAST =
            flow("infinite last", 2, (levels, i) -> multistep(levels, i, false, Double.POSITIVE_INFINITY));

    static final Candidate NOISE_TWICE = noisy("noise twice", true);

    static final Candidate SQUARED = flow("squared", 1, (levels, i) -> {
        Level from = levels.get(i - 1);
        Level to = levels.get(i);
        double share = to.sigma() / from.sigma();
        double weight = to.alpha() * to.alpha() - from.alpha() * share;
        return new Step(to, List.of(Term.latest(share, weight)), 0);
    });

    static final Candidate OFF_BY_ONE = flow("off by one", 1, (levels, i) -> {
        Step right = euler(levels.get(i - 1), levels.get(i));
        Level to = right.level();
        return new Step(new Level(to.alpha(), to.sigma(), levels.get(i - 1).time()), right.terms(), 0);
    });

    private Planted() {}

    /** The step that arrives at level i. */
    private interface Stepping {
        Step at(List<Level> levels, int i);
    }

    private static Candidate flow(String name, int order, Stepping stepping) {
        return new Candidate(name, new About("nobody's", "none", order, 1, About.Aim.FLOW), planning(stepping));
    }

    private static Candidate noisy(String name, boolean twice) {
        Stepping stepping = (levels, i) -> {
            Level from = levels.get(i - 1);
            Level to = levels.get(i);
            double ratio = to.sigma() * from.alpha() / (from.sigma() * to.alpha());
            double fresh = to.sigma() * Math.sqrt(1 - ratio * ratio);
            double room = twice ? to.sigma() : Math.sqrt(to.sigma() * to.sigma() - fresh * fresh);
            double kept = room / from.sigma();
            return new Step(to, List.of(Term.latest(kept, to.alpha() - from.alpha() * kept)), fresh);
        };
        return new Candidate(name, new About("nobody's", "none", 1, 1, About.Aim.DATA), planning(stepping));
    }

    private static Sampler planning(Stepping stepping) {
        return (List<Level> levels, NoiseProcess process) -> {
            if (levels.size() < 2) {
                throw new IllegalArgumentException("two levels at least");
            }
            List<Step> steps = new ArrayList<>(List.of(Step.start(levels.getFirst())));
            for (int i = 1; i < levels.size(); i++) {
                steps.add(stepping.at(levels, i));
            }
            return new Trajectory(steps);
        };
    }

    private static Step euler(Level from, Level to) {
        double share = to.sigma() / from.sigma();
        return new Step(to, List.of(Term.latest(share, to.alpha() - from.alpha() * share)), 0);
    }

    private static Step right(List<Level> levels, int i) {
        return multistep(levels, i, levels.get(i).isClean(), 0);
    }

    /** DPM-Solver++(2M); a clean end that is not stepped to by order 1 is taken to lie at this λ. */
    private static Step multistep(List<Level> levels, int i, boolean first, double clean) {
        Level from = levels.get(i - 1);
        Level to = levels.get(i);
        if (first || i == 1 || levels.get(i - 2).alpha() == 0) {
            return euler(from, to);
        }
        double lambda = to.isClean() ? clean : to.lambda();
        double h = lambda - from.lambda();
        double share = h / (2 * (from.lambda() - levels.get(i - 2).lambda()));
        double weight = to.alpha() - from.alpha() * to.sigma() / from.sigma();
        return new Step(
                to,
                List.of(
                        Term.latest(to.sigma() / from.sigma(), weight * (1 + share)),
                        new Term(2, 0, -weight * share, 0)),
                0);
    }
}
