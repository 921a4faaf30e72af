package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.tensor.Tensor;
import dev.calotype.training.Description.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rectified flow (Liu et al. 2022, arXiv:2209.03003, equation 1): at x_t = (1−t)·x + t·ε the network shall answer ε − x.
 */
record DenoiserObjective(
        UNet2DCondition network,
        ClipTextModel text,
        ClipTokenizer tokenizer,
        CellStates cells,
        LatentBank bank,
        int batch,
        int workers)
        implements Objective {
    /** Network times are flow times times this. */
    static final double TIMES = 1000;

    private static final double WITHOUT_CAPTION = 0.1;
    private static final double SIZE_LEFT_OUT = 0.15;

    /** Of positions that may be left open, one in nine. */
    private static final double LEFT_OPEN = 0.9;

    /** What one row of a batch is told. */
    private record Lesson(String caption, List<Mention> others) {}

    @Override
    public Tensor loss(long step, int worker) {
        long first = (step * workers + worker) * batch;
        SplittableRandom random = bank.world().random(-1 - first);
        float[] latents = new float[batch * LatentBank.VALUES];
        double[] levels = new double[batch];
        List<Lesson> lessons = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            int index = Curriculum.picture(step, bank, random);
            bank.read(index, latents, row * LatentBank.VALUES);
            lessons.add(lesson(bank.scene(index), random));
            levels[row] = Curriculum.level(step, random);
        }
        FlowBatch flow = FlowBatch.of(latents, levels, random.nextLong());
        return flow.loss(network.apply(flow.noisy(), flow.times(), context(lessons), null));
    }

    private Lesson lesson(Scene scene, SplittableRandom random) {
        if (random.nextDouble() < WITHOUT_CAPTION) {
            return new Lesson("", List.of());
        }
        if (scene.objects().size() <= 2) {
            Description stated = ShapesWorld.describePlaced(scene, random);
            return new Lesson(OpenPlaces.open(stated, LEFT_OPEN, random).caption(), List.of());
        }
        List<Mention> mentions = scene.objects().stream()
                .map(object -> new Mention(
                        Optional.of(object.size()).filter(size -> random.nextDouble() >= SIZE_LEFT_OUT),
                        object.colour(),
                        object.shape(),
                        Optional.of(object.position())))
                .toList();
        Description said = new Description(mentions.subList(0, 1), Optional.of(scene.background()));
        return new Lesson(said.caption(), mentions.subList(1, mentions.size()));
    }

    private Tensor context(List<Lesson> lessons) {
        Tensor states = text.apply(lessons.stream()
                        .map(lesson -> tokenizer.encode(lesson.caption()).ids())
                        .toList())
                .last();
        float[] values = states.toFloats();
        for (int row = 0; row < lessons.size(); row++) {
            for (Mention mention : lessons.get(row).others()) {
                cells.write(mention, values, row);
            }
        }
        return Tensor.of(values, states.shape());
    }
}
