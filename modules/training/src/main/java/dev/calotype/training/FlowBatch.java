package dev.calotype.training;

import dev.calotype.tensor.Tensor;

/**
 * Latents on their way to noise in a straight line (Liu et al. 2022, arXiv:2209.03003, equation 1): at
 * x_t = (1−t)·x + t·ε a network shall answer ε − x. Owned by the scope it was made in.
 *
 * @param noisy N×4×16×16
 * @param flow what the network shall answer
 * @param times N, as the network is told them
 */
@SuppressWarnings("ArrayRecordComponent")
record FlowBatch(Tensor noisy, Tensor flow, double[] times) {
    /** Rows of clean latents, each at its flow time. */
    static FlowBatch of(float[] latents, double[] levels, long seed) {
        int rows = levels.length;
        float[] shares = new float[rows];
        double[] times = new double[rows];
        for (int row = 0; row < rows; row++) {
            shares[row] = (float) levels[row];
            times[row] = DenoiserObjective.TIMES * levels[row];
        }
        Tensor clean = Tensor.of(latents, LatentBank.shape(rows));
        Tensor flow = Tensor.randn(seed, LatentBank.shape(rows)).sub(clean);
        return new FlowBatch(clean.add(flow.mul(Tensor.of(shares, rows, 1, 1, 1))), flow, times);
    }

    /** The mean squared error of an answer. */
    Tensor loss(Tensor answer) {
        Tensor error = answer.sub(flow);
        return error.mul(error).mean();
    }
}
