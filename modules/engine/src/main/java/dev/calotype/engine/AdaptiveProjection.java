package dev.calotype.engine;

/**
 * Adaptive projected guidance (Sadat et al. 2024, arXiv:2410.02416): Δ = D_c − D_u + β·Δ_before, shortened to norm r;
 * D_c + (w − 1)·(Δ⊥ + η·Δ∥) with Δ∥ = (Δ·D_c)/(D_c·D_c)·D_c. The Δ before it is shortened is what is kept.
 */
final class AdaptiveProjection {
    private AdaptiveProjection() {}

    static Guided of(Guidance.AdaptiveProjected guidance, Answers answers) {
        float[] conditioned = answers.denoised(answers.row(0), answers.result());
        float[] difference = difference(guidance.momentum(), conditioned, answers);
        double along = 0;
        double length = 0;
        double square = 0;
        for (int i = 0; i < difference.length; i++) {
            along += (double) difference[i] * conditioned[i];
            length += (double) conditioned[i] * conditioned[i];
            square += (double) difference[i] * difference[i];
        }
        double shrink = shrink(guidance.threshold(), Math.sqrt(square));
        double parallel = length == 0 ? 0 : shrink * along / length;
        double weight = guidance.scale() - 1;
        double back = weight * (guidance.share() - 1) * parallel;
        float[] guided = conditioned;
        for (int i = 0; i < guided.length; i++) {
            guided[i] = (float) (conditioned[i] + weight * shrink * difference[i] + back * conditioned[i]);
        }
        return new Guided(guided, guided, difference);
    }

    private static float[] difference(double momentum, float[] conditioned, Answers answers) {
        float[] difference = answers.denoised(answers.row(1), new float[answers.size()]);
        for (int i = 0; i < difference.length; i++) {
            difference[i] = conditioned[i] - difference[i];
        }
        float[] before = answers.stock();
        if (before != null) {
            for (int i = 0; i < difference.length; i++) {
                difference[i] = (float) (difference[i] + momentum * before[i]);
            }
        }
        return difference;
    }

    private static double shrink(double threshold, double norm) {
        return threshold > 0 && norm > threshold ? threshold / norm : 1;
    }
}
