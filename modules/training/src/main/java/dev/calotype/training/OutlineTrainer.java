package dev.calotype.training;

import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import dev.calotype.training.ParallelTraining.Setup;
import dev.calotype.training.TrainingListener.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the ControlNet {@code outlines} for the model {@code shapes}, which is not changed.
 *
 * <p>Used by one platform thread; starts its own workers. The ControlNet is written to a folder, checkpoints, losses and
 * sample sheets below {@code training/} in it.
 */
public final class OutlineTrainer {
    private static final String NAME = "outlines";
    private static final double AVERAGE_DECAY = 0.998;
    private static final double RATE = 1e-3;
    private static final int BATCH = 8;
    private static final int SHEET_PICTURES = 8;
    private static final int SHEET_EVERY = 5;

    private final Plan plan;
    private final AddOnTraining training;
    private final ShapesDirectory base;
    private final OutlineDirectory directory;
    private int inspections;

    /**
     * What to train.
     *
     * @param length of the training
     * @param base the directory of {@code shapes}
     * @param out the folder of the ControlNet
     * @param workers how many threads train
     * @param device what they train on
     * @param pictures how many are seen again and again
     * @param seed of everything that is drawn
     */
    public record Plan(Duration length, Path base, Path out, int workers, DeviceSpec device, int pictures, long seed) {
        /** How many pictures are enough that none is learned by heart. */
        public static final int PICTURES = 8_192;
    }

    /** A training that tells the listener how it goes. */
    public OutlineTrainer(Plan plan, TrainingListener listener) {
        this.plan = plan;
        training = new AddOnTraining(NAME, plan.out(), plan.length(), RATE, BATCH * plan.workers(), listener);
        base = new ShapesDirectory(plan.base());
        directory = new OutlineDirectory(plan.out());
    }

    /** Trains, from the last checkpoint in the folder if {@code resume}, else from the start. */
    public void train(boolean resume) {
        training.prepare(resume);
        check();
        Threads.use(1);
        try (Scope scope = Scope.open(plan.device());
                SafeTensors copied = base.networkFile()) {
            ControlNetConfig config = directory.config();
            training.run(setup(config, copied), averaged -> keep(averaged, config));
        }
    }

    private void check() {
        directory.files().lay();
        var needed = shape(directory.config().unet());
        var found = shape(base.networkConfig());
        if (!needed.fits(found)) {
            throw new IllegalArgumentException("a ControlNet for outlines cannot be made for " + plan.base()
                    + ": it copies " + needed.inWords() + "; the model has " + found.inWords());
        }
    }

    private static BackboneShape shape(UNetConfig config) {
        return config.shape(config.inChannels());
    }

    private Setup setup(ControlNetConfig config, SafeTensors copied) {
        OutlineBank bank = bank();
        Objective.Maker maker = weights -> new OutlineObjective(
                base.network(),
                new ControlNetModel(config, weights),
                base.text(),
                base.tokenizer(),
                bank,
                BATCH,
                plan.workers());
        return new Setup(
                ParameterList.of(weights -> new ControlNetModel(config, weights)),
                maker,
                plan.workers(),
                AVERAGE_DECAY,
                new CopiedValues(copied, new Initial(plan.seed())),
                plan.device());
    }

    private OutlineBank bank() {
        OutlineBank bank = OutlineBank.empty(new ShapesWorld(plan.seed()), plan.pictures());
        new Crew(plan.workers(), plan.device()).share(plan.pictures(), () -> {
            var autoencoder = base.autoencoder();
            return index -> bank.fill(index, autoencoder);
        });
        training.listener().progressed(new Progress("pictures", plan.pictures(), 1, Double.NaN, Double.NaN));
        return bank;
    }

    private void keep(Map<String, Tensor> averaged, ControlNetConfig config) {
        directory.files().write(averaged);
        if (inspections++ % SHEET_EVERY == 0) {
            var control = new ControlNetModel(config, new GivenWeights(averaged));
            drawSamples(new OutlineSampler(base.sampler(ShapesSampler.Settings.USUAL), control));
        }
    }

    /** A row of hints, one of results with them and one without. */
    private void drawSamples(OutlineSampler sampler) {
        List<OutlineTask> tasks = OutlineTask.of(new ShapesWorld(~plan.seed()), 0, SHEET_PICTURES);
        List<Outlines> hints = tasks.stream().map(OutlineTask::outlines).toList();
        List<String> captions = tasks.stream().map(OutlineTask::open).toList();
        List<Picture> sheet = Stream.of(
                        hints.stream().map(Outlines::picture).toList(),
                        sampler.draw(captions, hints, 1),
                        sampler.shapes().draw(captions, 1))
                .flatMap(List::stream)
                .toList();
        PictureGrid.write(sheet, SHEET_PICTURES, training.sheet(inspections));
    }
}
