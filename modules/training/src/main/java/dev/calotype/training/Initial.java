package dev.calotype.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a parameter begins as, by its name and shape: norms pass through, biases are zero, embeddings are small normal
 * numbers, maps keep variance, and the last map of every residual branch is zero, so that a network begins as a short
 * one.
 *
 * @param seed of what is drawn
 */
record Initial(long seed) implements FirstValues {
    private static final double EMBEDDING = 0.05;

    @Override
    public float[] of(String name, long[] shape) {
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        if (name.endsWith("bias") || startsAtZero(name)) {
            return values;
        }
        if (shape.length == 1) {
            Arrays.fill(values, 1);
            return values;
        }
        SplittableRandom random = new SplittableRandom(seed ^ ((long) name.hashCode() << 32));
        double bound = 1 / Math.sqrt(values.length / (double) shape[0]);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    (name.contains("embedding.")
                            ? EMBEDDING * random.nextGaussian()
                            : random.nextDouble(-bound, bound));
        }
        return values;
    }

    private static boolean startsAtZero(String name) {
        return name.endsWith("conv2.weight") || name.endsWith("proj_out.weight");
    }
}
