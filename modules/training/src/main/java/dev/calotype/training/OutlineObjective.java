package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.networks.ResidualsInsert;
import dev.calotype.networks.ResidualsNetwork;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConditions;
import dev.calotype.spi.Insertion;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rectified flow (Liu et al. 2022, arXiv:2209.03003, equation 1) of pictures whose outlines are known: the network is held
 * still and the ControlNet beside it learns (Zhang et al. 2023, arXiv:2302.05543, equation 5).
 */
record OutlineObjective(
        UNet2DCondition network,
        ControlNetModel control,
        ClipTextModel text,
        ClipTokenizer tokenizer,
        OutlineBank bank,
        int batch,
        int workers)
        implements Objective {
    private static final double HIGH = 0.6;

    @Override
    public Tensor loss(long step, int worker) {
        SplittableRandom random = bank.world().random(-1 - (step * workers + worker) * batch);
        float[] latents = new float[batch * LatentBank.VALUES];
        float[] hints = new float[batch * Outlines.VALUES];
        double[] levels = new double[batch];
        List<String> captions = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            int index = bank.any(random);
            bank.latents().read(index, latents, row * LatentBank.VALUES);
            bank.outlines()[index].write(hints, row * Outlines.VALUES);
            captions.add(OutlineLesson.caption(bank.scene(index), random));
            levels[row] = FlowTimes.mostlyHigh(random, HIGH);
        }
        FlowBatch flow = FlowBatch.of(latents, levels, random.nextLong());
        return flow.loss(network.apply(flow.noisy(), flow.times(), conditions(captions, hints)));
    }

    private UNetConditions conditions(List<String> captions, float[] hints) {
        Tensor context = text.apply(
                        captions.stream().map(c -> tokenizer.encode(c).ids()).toList())
                .last();
        Tensor features = control.embed(Tensor.of(hints, batch, 3, Picture.SIDE, Picture.SIDE));
        ResidualsNetwork all = (rows, inserts, strengths) -> control.residuals(rows, features);
        ResidualsInsert insert = () -> all;
        return UNetConditions.of(context, null)
                .withInserts(Collections.nCopies(batch, List.of(Insertion.of(insert, 1))));
    }
}
