package dev.calotype.engine;

/**
 * Adaptive projected guidance (Sadat et al. 2024, arXiv:2410.02416): Δ = D_c − D_u + β·Δ_before, shortened to norm r;
 * D_c + (w − 1)·(Δ⊥ + η·Δ∥) with Δ∥ = (Δ·D_c)/(D_c·D_c)·D_c. The Δ before it is shortened is what is kept.
 */
final class AdaptiveProjection {
    private AdaptiveProjection() {}

    static Guided of(Guidance.AdaptiveProjected guidance, Answers answers) {
        float[] conditioned = answers.denoised(answers.row(0));
        float[] difference = difference(guidance.momentum(), conditioned, answers);
        double shrink = shrink(guidance.threshold(), difference);
        double length = dot(conditioned, conditioned);
        double along = length == 0 ? 0 : shrink * dot(difference, conditioned) / length;
        double weight = guidance.scale() - 1;
        double back = weight * (guidance.share() - 1) * along;
        float[] guided = new float[conditioned.length];
        for (int i = 0; i < guided.length; i++) {
            guided[i] = (float) (conditioned[i] + weight * shrink * difference[i] + back * conditioned[i]);
        }
        return new Guided(guided, guided, difference);
    }

    private static float[] difference(double momentum, float[] conditioned, Answers answers) {
        float[] difference = answers.denoised(answers.row(1));
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

    private static double shrink(double threshold, float[] difference) {
        double norm = Math.sqrt(dot(difference, difference));
        return threshold > 0 && norm > threshold ? threshold / norm : 1;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
