package dev.calotype.benchmarks;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Trajectory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Walks of one kind, stepped to their end on a network whose answers lie ready.
 *
 * @param name what a step of them does
 * @param plan their plan
 * @param guidance how their rows are recombined
 * @param thresholded whether every denoised latent is thresholded
 */
record SteppedWalks(String name, PlanOf plan, Guidance guidance, boolean thresholded) {
    private static final ThreadMXBean TIME = ManagementFactory.getThreadMXBean();

    /** Seconds of this thread's processor time from the first step to the last result. */
    double seconds(LatentShape shape, int walks, int steps) {
        int rows = walks * guidance.rows(0, steps);
        var engine = new Engine(ready(shape, rows), rows);
        Trajectory planned = plan.of(steps);
        for (int i = 0; i < walks; i++) {
            engine.add(walk(i, shape, planned));
        }
        int finished = 0;
        long begun = TIME.getCurrentThreadCpuTime();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            finished += report.finished().size();
        }
        double seconds = (TIME.getCurrentThreadCpuTime() - begun) / 1e9;
        if (finished != walks) {
            throw new IllegalStateException("of " + walks + " walks " + finished + " came to their end");
        }
        return seconds;
    }

    /**
     * Seconds of this thread's processor time to copy as many bytes as a step must touch at least: the answers, the point
     * twice, each denoised value that is looked back at, and two arrays that are written.
     */
    double copySeconds(LatentShape shape, int walks, int steps) {
        int arrays = guidance.rows(0, steps) + 2 + plan.terms() + 2;
        float[][] from = new float[walks][arrays * shape.size() / 2];
        float[] to = new float[arrays * shape.size() / 2];
        double sum = 0;
        long begun = TIME.getCurrentThreadCpuTime();
        for (int step = 0; step < steps; step++) {
            for (float[] walk : from) {
                System.arraycopy(walk, 0, to, 0, to.length);
                sum += to[step % to.length];
            }
        }
        double seconds = (TIME.getCurrentThreadCpuTime() - begun) / 1e9;
        if (sum != 0) {
            throw new IllegalStateException("copied zeros and found " + sum);
        }
        return seconds;
    }

    private Walk walk(int index, LatentShape shape, Trajectory planned) {
        return new Walk(
                Integer.toString(index),
                shape,
                planned,
                new Prediction.Flow(),
                guidance,
                thresholded ? List.of(new Correction.DynamicThreshold(0.995, 1.5)) : List.of(),
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(index),
                null);
    }

    private static Network ready(LatentShape shape, int most) {
        List<float[]> answers = IntStream.range(0, most)
                .mapToObj(i -> new TorchNoise(1000 + i).draw(shape.size()))
                .toList();
        return (latent, rows) -> answers.subList(0, rows.size());
    }
}
