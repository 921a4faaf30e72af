package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Row;
import dev.calotype.spi.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk stands: the current point, and as many past evaluations as its next step reaches back. The arrays of an
 * evaluation that no later step can see are written anew: its point is the next point, its raw value the next denoised one.
 */
final class WalkState {
    private final Walk walk;
    private final int memory;
    private final boolean learnsVariance;

    /** The latest first. */
    private final List<Evaluation> past;

    private float @Nullable [] stock;
    private float @Nullable [] spare;
    private float[] point;
    private int index;
    private int draws;

    /** At the walk's beginning, which takes its first draw. */
    WalkState(Walk walk) {
        this.walk = walk;
        memory = walk.plan().memory();
        learnsVariance = walk.plan().learnsVariance();
        past = new ArrayList<>(memory + 1);
        point = start();
    }

    /** Where a checkpoint was taken; the walk's noise is drawn and thrown away up to there. */
    WalkState(Walk walk, Checkpoint checkpoint) {
        this.walk = walk;
        memory = walk.plan().memory();
        learnsVariance = walk.plan().learnsVariance();
        past = new ArrayList<>(checkpoint.past());
        stock = checkpoint.stock();
        point = checkpoint.point();
        index = checkpoint.index();
        while (draws < checkpoint.draws()) {
            draw();
        }
    }

    /** All that a walk needs besides itself to go on from here. */
    Checkpoint checkpoint() {
        return new Checkpoint(index, draws, point, stock, past);
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

    /** How many rows this walk puts into the next network call. */
    int rowCount() {
        return walk.guidance().rows(index, walk.plan().evaluations());
    }

    /** The rows that this walk puts into the next network call. */
    List<Row> rows() {
        Step step = step();
        float[] input = scaled(point, walk.prediction().at(step.level()).in());
        var rows = new ArrayList<Row>(2);
        for (Conditioning conditioning : Guiding.conditionings(walk.guidance(), walk, index)) {
            rows.add(new Row(input, step.level().time(), conditioning));
        }
        return rows;
    }

    /**
     * Takes the network's answers for {@link #rows} and moves on to the next point.
     *
     * @throws IllegalStateException if an answer is of another size or not finite, or the next point is not finite
     */
    void advance(List<float[]> answers) {
        answers.forEach(this::check);
        float[] result = spare == null ? new float[point.length] : spare;
        Guided guided = Guiding.combine(
                walk.guidance(),
                walk,
                index,
                new Answers(point, step().level(), walk.prediction(), answers, stock, result));
        if (guided.stock() != null) {
            stock = guided.stock();
        }
        past.addFirst(new Evaluation(point, corrected(guided.denoised()), guided.raw()));
        index++;
        point = corrected(blend(step(), answers.getFirst()), finished() ? Level.clean(0) : step().level());
        if (!Finite.all(point)) {
            throw new IllegalStateException(
                    "the latent is not finite after evaluation " + index + "; less guidance may help");
        }
    }

    private void check(float[] answer) {
        int size = point.length;
        if (answer.length != 2 * size && (learnsVariance || answer.length != size)) {
            throw new IllegalStateException("the network gave " + answer.length + " values for a latent of " + size
                    + (learnsVariance ? "; this plan's learned variances need twice as many" : ""));
        }
        if (!Finite.all(answer)) {
            throw new IllegalStateException("the network gave a value that is not a finite number");
        }
    }

    private Step step() {
        return walk.plan().steps().get(index);
    }

    private float[] corrected(float[] denoised) {
        float[] corrected = denoised;
        for (Correction correction : walk.corrections()) {
            corrected = Correcting.apply(correction, corrected);
        }
        return corrected;
    }

    private float[] corrected(float[] next, Level level) {
        float[] corrected = next;
        for (Correction correction : walk.corrections()) {
            corrected = Correcting.applyToPoint(correction, corrected, level);
        }
        return corrected;
    }

    private float[] blend(Step step, float[] answer) {
        Blend blend = new Blend().terms(step.terms(), past);
        if (step.noise().isNoisy()) {
            blend.add(FreshNoise.of(step.noise(), draw(), answer));
        }
        return blend.sum(past.size() < memory ? new float[point.length] : forgotten());
    }

    /** The array of the last point that the step under way may look back at, and none after it. */
    private float[] forgotten() {
        Evaluation last = past.removeLast();
        spare = last.raw();
        return last.point();
    }

    private float[] start() {
        Step first = step();
        float[] latent = draw();
        float[] origin = walk.origin();
        double noise = first.noise() instanceof Deviation.Constant(double value) ? value : 0;
        for (int i = 0; i < latent.length; i++) {
            double clean = origin == null ? 0 : first.level().alpha() * origin[i];
            latent[i] = (float) (clean + noise * latent[i]);
        }
        return latent;
    }

    private float[] draw() {
        draws++;
        return walk.noise().draw(walk.shape().size());
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
}
