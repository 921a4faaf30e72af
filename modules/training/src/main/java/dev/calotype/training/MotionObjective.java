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
    /** At low times the network alone knows from the frame itself what is missing. */
    private static final double HIGH = 0.9;

    @Override
    public Tensor loss(long step, int worker) {
        long first = (step * workers + worker) * batch;
        SplittableRandom random = bank.world().random(-1 - first);
        int rows = batch * MovingScene.FRAMES;
        float[] latents = new float[batch * ClipBank.VALUES];
        float[] context = new float[rows * states.size()];
        double[] levels = new double[rows];
        for (int clip = 0; clip < batch; clip++) {
            int index = random.nextInt(bank.count());
            bank.read(index, latents, clip * ClipBank.VALUES);
            Optional<MotionDescription> said = random.nextDouble() < WITHOUT_CAPTION
                    ? Optional.empty()
                    : Optional.of(bank.world().example(index).description());
            float[] told = states.of(said);
            System.arraycopy(told, 0, context, clip * told.length, told.length);
            double level = FlowTimes.mostlyHigh(random, HIGH);
            Arrays.fill(levels, clip * MovingScene.FRAMES, (clip + 1) * MovingScene.FRAMES, level);
        }
        FlowBatch flow = FlowBatch.of(latents, levels, random.nextLong());
        return flow.loss(network.apply(flow.noisy(), flow.times(), conditions(context, rows)));
    }

    private UNetConditions conditions(float[] context, int rows) {
        int tokens = ShapesTokens.LENGTH;
        var run = new BlockRun(new MotionInsert(motion, false), 0, MovingScene.FRAMES, Collections.nCopies(batch, 1.0));
        return UNetConditions.of(Tensor.of(context, rows, tokens, states.size() / tokens), null)
                .withBlocks(List.of(run));
    }
}
