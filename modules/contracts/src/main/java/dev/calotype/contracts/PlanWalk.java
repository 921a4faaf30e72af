package dev.calotype.contracts;

import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Walks a plan in double precision: the meaning of a trajectory read once more, independently of the engine. No value is
 * corrected on the way, so the raw share of an evaluation is its denoised value. For one thread.
 */
public final class PlanWalk {
    private final List<Step> steps;
    private final int memory;
    private final ExactDenoiser network;
    private final IntFunction<double[]> noise;
    private final List<Evaluation> past = new ArrayList<>();
    private double[] point;
    private int index;
    private int draws;

    @SuppressWarnings("ArrayRecordComponent")
    private record Evaluation(double[] point, double[] denoised) {}

    /**
     * A walk that stands at its start, α·origin + noise·ε.
     *
     * @param plan what is walked
     * @param origin the clean value it starts from
     * @param network answers each evaluation
     * @param noise the draws by their number, the start's is 0; each of the origin's size
     */
    public PlanWalk(Trajectory plan, double[] origin, ExactDenoiser network, IntFunction<double[]> noise) {
        this.steps = plan.steps();
        this.memory = plan.memory();
        this.network = network;
        this.noise = noise;
        Step start = steps.getFirst();
        point = new double[origin.length];
        add(point, start.level().alpha(), origin);
        addNoise(start, point);
    }

    /** Where a whole walk ends. */
    public static double[] end(Trajectory plan, double[] origin, ExactDenoiser network, IntFunction<double[]> noise) {
        var walk = new PlanWalk(plan, origin, network, noise);
        while (!walk.ended()) {
            walk.step();
        }
        return walk.point();
    }

    /** Whether the point is the result. */
    public boolean ended() {
        return index == steps.size() - 1;
    }

    /** How many evaluations were made. */
    public int index() {
        return index;
    }

    /** Where the walk stands; not to be written to. */
    public double[] point() {
        return point;
    }

    /** The level at which it stands. */
    public Level level() {
        return steps.get(index).level();
    }

    /** Evaluates the network where the walk stands, and moves on. */
    public void step() {
        past.addFirst(new Evaluation(point, network.denoised(point, level())));
        if (past.size() > memory) {
            past.removeLast();
        }
        Step step = steps.get(++index);
        double[] next = new double[point.length];
        for (Term term : step.terms()) {
            Evaluation evaluation = past.get(term.back() - 1);
            add(next, term.point(), evaluation.point());
            add(next, term.denoised() + term.raw(), evaluation.denoised());
        }
        addNoise(step, next);
        point = next;
    }

    private void addNoise(Step step, double[] sum) {
        if (step.noise().isNoisy()) {
            add(sum, deviation(step.noise()), noise.apply(draws++));
        }
    }

    /** A network in closed form has learned no variance; of a learned range it takes the small end. */
    private static double deviation(Deviation deviation) {
        return switch (deviation) {
            case Deviation.Constant(double value) -> value;
            case Deviation.LearnedRange(double small, double large) -> Math.exp(Math.min(small, large) / 2);
            case Deviation.LearnedLog log -> throw unlearned();
            case Deviation.LearnedVariance variance -> throw unlearned();
        };
    }

    private static IllegalArgumentException unlearned() {
        return new IllegalArgumentException(
                "the plan leaves its variance to the network; in closed form only a range of variances can be walked");
    }

    private static void add(double[] sum, double weight, double[] values) {
        if (weight != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
            }
        }
    }
}
