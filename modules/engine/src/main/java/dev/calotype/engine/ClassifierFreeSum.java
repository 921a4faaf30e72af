package dev.calotype.engine;

import java.util.List;

/** u + Σ w·(c − u) over the network's answers, in single precision, written where the result belongs; the second row is u. */
final class ClassifierFreeSum {
    private ClassifierFreeSum() {}

    static float[] of(Guidance.ClassifierFree guidance, Answers answers) {
        float[] guided = of(guidance.scale(), answers);
        if (guidance.rescale() != 0) {
            rescale(guided, answers.row(0), guidance.rescale());
        }
        return guided;
    }

    static float[] of(double scale, Answers answers) {
        float weight = (float) scale;
        float[] c = answers.row(0);
        float[] u = answers.row(1);
        float[] guided = answers.result();
        for (int i = 0; i < guided.length; i++) {
            guided[i] = u[i] + weight * (c[i] - u[i]);
        }
        return guided;
    }

    static float[] of(Guidance.Composed guidance, Answers answers) {
        float[] guided = of(guidance.weight(), answers);
        float[] u = answers.row(1);
        List<Guidance.Composed.Part> others = guidance.others();
        for (int part = 0; part < others.size(); part++) {
            float weight = (float) others.get(part).weight();
            float[] c = answers.row(part + 2);
            for (int i = 0; i < guided.length; i++) {
                guided[i] += weight * (c[i] - u[i]);
            }
        }
        return guided;
    }

    /** Lin et al. 2023, equations 15 and 16: share·(deviation of c/deviation of guided)·guided + (1 − share)·guided. */
    private static void rescale(float[] guided, float[] conditioned, double share) {
        double factor = share * deviation(conditioned, guided.length) / deviation(guided, guided.length) + 1 - share;
        for (int i = 0; i < guided.length; i++) {
            guided[i] = (float) (factor * guided[i]);
        }
    }

    /** The sample's standard deviation, with n − 1 below the sum. */
    private static double deviation(float[] values, int size) {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += values[i];
        }
        mean /= size;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (size - 1));
    }
}
