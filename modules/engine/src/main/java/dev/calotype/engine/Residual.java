package dev.calotype.engine;

import org.jspecify.annotations.Nullable;

/**
 * Guidance away from a clean latent s that stands for the negative answer (Kodaira et al. 2023, arXiv:2312.12491). With
 * ε_s = (x − αs)/σ, δε_s + w·(ε − δε_s) is the noise of D' = w·D + (1 − w)·(δs + (1 − δ)·x/α).
 */
final class Residual {
    private Residual() {}

    /** Against a fixed latent; null is 0. */
    static float[] against(float @Nullable [] stock, double scale, double moderation, Answers answers) {
        float[] denoised = answers.denoised(answers.row(0), answers.result());
        double ofStock = (1 - scale) * moderation;
        double ofPoint = moderation == 1
                ? 0
                : (1 - scale) * (1 - moderation) / answers.level().alpha();
        float[] point = answers.point();
        for (int i = 0; i < denoised.length; i++) {
            double clean = stock == null ? 0 : stock[i];
            denoised[i] = (float) (scale * denoised[i] + ofStock * clean + ofPoint * point[i]);
        }
        return denoised;
    }

    /** Against what the first evaluation denoised under the negative prompt, which is then kept. */
    static Guided against(Guidance.OnetimeNegative guidance, Answers answers) {
        float[] stock =
                answers.stock() == null ? answers.denoised(answers.row(1), new float[answers.size()]) : answers.stock();
        float[] denoised = against(stock, guidance.scale(), guidance.moderation(), answers);
        return new Guided(denoised, denoised, stock);
    }
}
