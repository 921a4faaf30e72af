package dev.calotype.engine;

import java.util.List;

/** The arithmetic of {@link Guidance}, on the network's answers and in single precision as the reference does it. */
final class Guiding {
    private Guiding() {}

    static float[] combine(Guidance guidance, List<float[]> answers) {
        return switch (guidance) {
            case Guidance.None none -> answers.getFirst();
            case Guidance.ClassifierFree free -> {
                float[] conditioned = answers.getFirst();
                float[] guided = guided(conditioned, answers.getLast(), (float) free.scale());
                yield free.rescale() == 0 ? guided : rescaled(guided, conditioned, free.rescale());
            }
        };
    }

    private static float[] guided(float[] conditioned, float[] unconditioned, float scale) {
        float[] guided = new float[conditioned.length];
        for (int i = 0; i < guided.length; i++) {
            guided[i] = unconditioned[i] + scale * (conditioned[i] - unconditioned[i]);
        }
        return guided;
    }

    private static float[] rescaled(float[] guided, float[] conditioned, double share) {
        double factor = share * deviation(conditioned) / deviation(guided) + 1 - share;
        float[] rescaled = new float[guided.length];
        for (int i = 0; i < guided.length; i++) {
            rescaled[i] = (float) (factor * guided[i]);
        }
        return rescaled;
    }

    /** The sample's standard deviation, with n − 1 below the sum. */
    private static double deviation(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value;
        }
        mean /= values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
