package dev.calotype.training;

import dev.calotype.networks.BlockRun;
import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionInsert;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConditions;
import dev.calotype.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rectified flow over the frames of a video (Liu et al. 2022, arXiv:2209.03003, equation 1), all at one time: the network is
 * held still and the motion modules between its layers learn (Guo et al. 2023, arXiv:2307.04725, section 4.2).
 */
record MotionObjective(
        UNet2DCondition network, MotionAdapter motion, MotionStates states, ClipBank bank, int batch, int workers)
        implements Objective {
    private static final double WITHOUT_CAPTION = 0.1;
    private static final double SHIFT = 6;
    private static final double SHIFTED = 0.6;

    @Override
    public Tensor loss(long step, int worker) {
        long first = (step * workers + worker) * batch;
        SplittableRandom random = bank.world().random(-1 - first);
        int rows = batch * MovingScene.FRAMES;
        float[] latents = new float[batch * ClipBank.VALUES];
        float[] context = new float[rows * states.size()];
        double[] times = new double[rows];
        float[] levels = new float[rows];
        for (int clip = 0; clip < batch; clip++) {
            int index = random.nextInt(bank.count());
            bank.read(index, latents, clip * ClipBank.VALUES);
            Optional<MotionDescription> said = random.nextDouble() < WITHOUT_CAPTION
                    ? Optional.empty()
                    : Optional.of(bank.world().example(index).description());
            float[] told = states.of(said);
            System.arraycopy(told, 0, context, clip * told.length, told.length);
            double level = level(random);
            Arrays.fill(levels, clip * MovingScene.FRAMES, (clip + 1) * MovingScene.FRAMES, (float) level);
            Arrays.fill(
                    times, clip * MovingScene.FRAMES, (clip + 1) * MovingScene.FRAMES, DenoiserObjective.TIMES * level);
        }
        Tensor clean = Tensor.of(latents, LatentBank.shape(rows));
        Tensor flow = Tensor.randn(random.nextLong(), LatentBank.shape(rows)).sub(clean);
        Tensor noisy = clean.add(flow.mul(Tensor.of(levels, rows, 1, 1, 1)));
        Tensor error = network.apply(noisy, times, conditions(context, rows)).sub(flow);
        return error.mul(error).mean();
    }

    /** A flow time between 0 and 1, more often a high one: where an object goes is decided there. */
    private static double level(SplittableRandom random) {
        double even = random.nextDouble();
        return random.nextDouble() < SHIFTED ? SHIFT * even / (1 + (SHIFT - 1) * even) : even;
    }

    private UNetConditions conditions(float[] context, int rows) {
        int tokens = ShapesTokens.LENGTH;
        var run = new BlockRun(new MotionInsert(motion, false), 0, MovingScene.FRAMES, Collections.nCopies(batch, 1.0));
        return UNetConditions.of(Tensor.of(context, rows, tokens, states.size() / tokens), null)
                .withBlocks(List.of(run));
    }
}
