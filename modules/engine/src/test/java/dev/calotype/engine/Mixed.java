package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Deviation;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Walks with every guidance and every correction on plans that use all that a plan can ask for. */
final class Mixed {
    static final LatentShape SHAPE = LatentShape.of(2, 5, 7);

    /** Depends on the point, the time and the prompt, in no simple way; answers variances too. */
    static final Network NETWORK =
            (shape, rows) -> rows.stream().map(Mixed::answer).toList();

    static final List<Guidance> GUIDANCES = List.of(
            new Guidance.None(),
            new Guidance.ClassifierFree(4.5, 0),
            new Guidance.ClassifierFree(3, 0.7),
            new Guidance.Composed(2, List.of(new Guidance.Composed.Part(1.5, told(5)), part(-0.5, 6))),
            new Guidance.CfgPlusPlus(0.6),
            new Guidance.Perpendicular(4, 0.8, told(0)),
            new Guidance.SelfNegative(1.6, 0.9),
            new Guidance.OnetimeNegative(1.6, 1),
            new Guidance.AdaptiveProjected(5, 0.1, 2.5, -0.75),
            new Guidance.Within(0.2, 0.8, new Guidance.ClassifierFree(6, 0)),
            new Guidance.Within(0.15, 1, new Guidance.OnetimeNegative(2, 0.5)),
            new Guidance.Within(0, 0.5, new Guidance.AdaptiveProjected(4, 0, 0, 0.5)));

    static final List<List<Correction>> CORRECTIONS = List.of(
            List.of(),
            List.of(new Correction.Clip(0.8)),
            List.of(new Correction.DynamicThreshold(0.9, 1.3)),
            List.of(region()),
            List.of(path(), new Correction.Clip(1.2)),
            List.of(new Correction.Projected(Mixed::mirrored), new Correction.Clip(1.5), region()));

    private Mixed() {}

    /** Every guidance with every correction, each with its own seed and length. */
    static List<Walk> walks() {
        List<Walk> walks = new ArrayList<>();
        for (Guidance guidance : GUIDANCES) {
            for (List<Correction> corrections : CORRECTIONS) {
                int seed = walks.size();
                walks.add(walk("mixed" + seed, 2 + seed % 7, guidance, corrections, seed));
            }
        }
        return walks;
    }

    static Walk walk(String id, int evaluations, Guidance guidance, List<Correction> corrections, long seed) {
        return new Walk(
                id,
                SHAPE,
                plan(evaluations),
                seed % 2 == 0 ? new Prediction.Velocity() : new Prediction.Epsilon(),
                guidance,
                corrections,
                told((float) (2 + seed % 3)),
                told(1),
                new TorchNoise(seed),
                seed % 3 == 0 ? values(seed) : null);
    }

    /** Steps of memory 3 that read raw values and draw noise, constant and learned in turn. */
    static Trajectory plan(int evaluations) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(level(0, evaluations))));
        for (int i = 1; i <= evaluations; i++) {
            List<Term> terms = new ArrayList<>(List.of(new Term(1, 0.6, 0.5, -0.2)));
            if (i > 2) {
                terms.add(new Term(3, 0.05, -0.1, 0.02));
            }
            Deviation noise = switch (i % 4) {
                case 0 -> new Deviation.LearnedRange(-5, -3);
                case 1 -> new Deviation.Constant(0.2);
                case 2 -> new Deviation.LearnedLog();
                default -> new Deviation.Constant(0);
            };
            steps.add(new Step(level(i, evaluations), terms, noise));
        }
        return new Trajectory(steps);
    }

    static Conditioning told(float value) {
        return Conditioning.ofTokens(new Signal(new float[] {value}, List.of(1, 1)));
    }

    private static Guidance.Composed.Part part(double weight, float value) {
        return new Guidance.Composed.Part(weight, told(value));
    }

    private static Level level(int i, int evaluations) {
        double sigma = 0.95 * (1 - (double) i / evaluations) + 0.01;
        return new Level(Math.sqrt(1 - sigma * sigma), sigma, 1000 * sigma);
    }

    private static Correction region() {
        return new Correction.KnownRegion(mask(), values(99));
    }

    private static Correction path() {
        return new Correction.KnownPath(mask(), values(98), values(97));
    }

    private static float[] mask() {
        float[] mask = new float[SHAPE.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % 3 / 2f;
        }
        return mask;
    }

    private static float[] mirrored(float[] denoised) {
        float[] mirrored = new float[denoised.length];
        for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = (denoised[i] + denoised[denoised.length - 1 - i]) / 2;
        }
        return mirrored;
    }

    private static float[] values(long seed) {
        var random = new Random(seed);
        float[] values = new float[SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static float[] answer(Row row) {
        float told = Objects.requireNonNull(row.conditioning().tokens()).values()[0];
        int size = row.x().length;
        float[] answer = new float[2 * size];
        for (int i = 0; i < size; i++) {
            answer[i] = (float) Math.sin(row.x()[i] * (1 + told / 3) + row.time() / 500 + i * told);
            answer[size + i] = (float) Math.cos(told + i);
        }
        return answer;
    }
}
