package dev.calotype.spi;

/**
 * A weighted share of an earlier evaluation.
 *
 * @param back how many evaluations ago; 1 is the latest
 * @param point weight of the latent the network was evaluated at
 * @param denoised weight of the denoised value after guidance and correction
 * @param raw weight of the denoised value before correction, for the few samplers that need it
 */
public record Term(int back, double point, double denoised, double raw) {
    /** A share of the latest evaluation, without a raw part. */
    public static Term latest(double point, double denoised) {
        return new Term(1, point, denoised, 0);
    }
}
