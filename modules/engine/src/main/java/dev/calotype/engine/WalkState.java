package dev.calotype.engine;

import dev.calotype.spi.Row;
import dev.calotype.spi.Scaling;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where a walk stands: the current point, and as many past evaluations as its plan reaches back. */
final class WalkState {
    private final Walk walk;
    private final int memory;
    private final Deque<Evaluation> past = new ArrayDeque<>();
    private float[] point;
    private int index;

    WalkState(Walk walk) {
        this.walk = walk;
        memory = walk.plan().memory();
        point = start();
    }

    Walk walk() {
        return walk;
    }

    /** How many evaluations have been made. */
    int done() {
        return index;
    }

    boolean finished() {
        return index == walk.plan().evaluations();
    }

    float[] point() {
        return point;
    }

    /** The rows that this walk puts into the next network call. */
    List<Row> rows() {
        Step step = walk.plan().steps().get(index);
        float[] input = scaled(point, walk.prediction().at(step.level()).in());
        double time = step.level().time();
        var rows = new ArrayList<Row>(2);
        rows.add(new Row(input, time, walk.positive()));
        if (walk.rows() == 2) {
            rows.add(new Row(input, time, walk.negative()));
        }
        return rows;
    }

    /** Takes the network's answers for {@link #rows} and moves on to the next point. */
    void advance(List<float[]> answers) {
        float[] answer = Guiding.combine(walk.guidance(), answers);
        Scaling scaling = walk.prediction().at(walk.plan().steps().get(index).level());
        float[] denoised = new float[point.length];
        for (int i = 0; i < denoised.length; i++) {
            denoised[i] = (float) (scaling.skip() * point[i] + scaling.out() * answer[i]);
        }
        past.addFirst(new Evaluation(point, denoised, denoised));
        if (past.size() > memory) {
            past.removeLast();
        }
        index++;
        point = blend(walk.plan().steps().get(index));
    }

    private float[] blend(Step step) {
        double[] sum = new double[point.length];
        var evaluations = new ArrayList<>(past);
        for (Term term : step.terms()) {
            Evaluation evaluation = evaluations.get(term.back() - 1);
            accumulate(sum, term.point(), evaluation.point());
            accumulate(sum, term.denoised(), evaluation.denoised());
            accumulate(sum, term.raw(), evaluation.raw());
        }
        if (step.noise() != 0) {
            accumulate(sum, step.noise(), walk.noise().draw(sum.length));
        }
        float[] next = new float[sum.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float) sum[i];
        }
        return next;
    }

    private float[] start() {
        Step first = walk.plan().steps().getFirst();
        float[] latent = walk.noise().draw(walk.shape().size());
        float[] origin = walk.origin();
        for (int i = 0; i < latent.length; i++) {
            double clean = origin == null ? 0 : first.level().alpha() * origin[i];
            latent[i] = (float) (clean + first.noise() * latent[i]);
        }
        return latent;
    }

    private static float[] scaled(float[] values, double factor) {
        if (factor == 1) {
            return values;
        }
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (factor * values[i]);
        }
        return scaled;
    }

    private static void accumulate(double[] sum, double weight, float[] values) {
        if (weight != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
            }
        }
    }
}
