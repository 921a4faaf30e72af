package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rectified flow (Liu et al. 2022, arXiv:2209.03003, equation 1): at x_t = (1−t)·x + t·ε the network shall answer ε − x.
 */
record DenoiserObjective(
        UNet2DCondition network, ClipTextModel text, ClipTokenizer tokenizer, LatentBank bank, int batch, int workers)
        implements Objective {
    /** Network times are flow times times this. */
    static final double TIMES = 1000;

    private static final double WITHOUT_CAPTION = 0.1;

    @Override
    public Tensor loss(long step, int worker) {
        long first = (step * workers + worker) * batch;
        SplittableRandom random = bank.world().random(-1 - first);
        float[] latents = new float[batch * LatentBank.VALUES];
        double[] times = new double[batch];
        float[] levels = new float[batch];
        List<int[]> ids = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            int index = random.nextInt(bank.count());
            bank.read(index, latents, row * LatentBank.VALUES);
            String caption = random.nextDouble() < WITHOUT_CAPTION
                    ? ""
                    : ShapesWorld.describe(bank.scene(index), random).caption();
            ids.add(tokenizer.encode(caption).ids());
            double level = NoiseLevels.draw(step, random);
            levels[row] = (float) level;
            times[row] = TIMES * level;
        }
        Tensor clean = Tensor.of(latents, LatentBank.shape(batch));
        Tensor noise = Tensor.randn(random.nextLong(), LatentBank.shape(batch));
        Tensor flow = noise.sub(clean);
        Tensor noisy = clean.add(flow.mul(Tensor.of(levels, batch, 1, 1, 1)));
        Tensor context = text.apply(ids).last();
        Tensor error = network.apply(noisy, times, context, null).sub(flow);
        return error.mul(error).mean();
    }
}
