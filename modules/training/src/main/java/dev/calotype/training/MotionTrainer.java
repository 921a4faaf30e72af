package dev.calotype.training;

import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.networks.MotionInsert;
import dev.calotype.networks.ParameterList;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import dev.calotype.training.ParallelTraining.Setup;
import dev.calotype.training.TrainingListener.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the motion modules {@code motion} for the model {@code shapes}, which is not changed.
 *
 * <p>Used by one platform thread; starts its own workers. The modules are written to a folder, checkpoints, losses and
 * sample sheets below {@code training/} in it.
 */
public final class MotionTrainer {
    private static final String NAME = "motion";
    private static final double AVERAGE_DECAY = 0.998;
    private static final double RATE = 1e-3;
    /** What was learned is written so much louder: frames keep together better than at the strength of the lessons. */
    private static final double LOUDNESS = 1.4;

    private static final int SHEET_CLIPS = 3;
    private static final int SHEET_EVERY = 25;

    private final Plan plan;
    private final AddOnTraining training;
    private final ShapesDirectory base;
    private final MotionDirectory directory;
    private int inspections;

    /**
     * What to train.
     *
     * @param length of the training
     * @param base the directory of {@code shapes}
     * @param out the folder of the modules
     * @param workers how many threads train
     * @param device what they train on
     * @param clips how many videos are seen again and again
     * @param seed of everything that is drawn
     */
    public record Plan(Duration length, Path base, Path out, int workers, DeviceSpec device, int clips, long seed) {
        /** How many videos are enough that none is learned by heart. */
        public static final int CLIPS = 6_144;
    }

    /** A training that tells the listener how it goes. */
    public MotionTrainer(Plan plan, TrainingListener listener) {
        this.plan = plan;
        training = new AddOnTraining(NAME, plan.out(), plan.length(), RATE, plan.workers(), listener);
        base = new ShapesDirectory(plan.base());
        directory = new MotionDirectory(plan.out());
    }

    /** Trains, from the last checkpoint in the folder if {@code resume}, else from the start. */
    public void train(boolean resume) {
        training.prepare(resume);
        check();
        Threads.use(1);
        try (Scope scope = Scope.open(plan.device())) {
            MotionAdapterConfig config = directory.config();
            training.run(setup(config, bank()), averaged -> keep(averaged, config));
        }
    }

    private void check() {
        directory.lay();
        List<String> misfits = directory.config().misfits(base.networkConfig());
        if (!misfits.isEmpty()) {
            throw new IllegalArgumentException(
                    "motion modules cannot be made for " + plan.base() + ": " + String.join("; ", misfits));
        }
    }

    private Setup setup(MotionAdapterConfig config, ClipBank bank) {
        Objective.Maker maker = weights -> new MotionObjective(
                base.network(),
                new MotionAdapter(config, weights),
                MotionStates.of(base, directory),
                bank,
                1,
                plan.workers());
        return new Setup(
                ParameterList.of(weights -> new MotionAdapter(config, weights)),
                maker,
                plan.workers(),
                AVERAGE_DECAY,
                new Initial(plan.seed()),
                plan.device());
    }

    private ClipBank bank() {
        ClipBank bank = ClipBank.empty(new MotionWorld(plan.seed()), plan.clips());
        new Crew(plan.workers(), plan.device()).share(plan.clips(), () -> {
            var autoencoder = base.autoencoder();
            return index -> bank.fill(index, autoencoder);
        });
        training.listener().progressed(new Progress("videos", plan.clips(), 1, Double.NaN, Double.NaN));
        return bank;
    }

    private void keep(Map<String, Tensor> averaged, MotionAdapterConfig config) {
        try (Scope temporary = Scope.open(plan.device())) {
            keepLouder(louder(averaged), config);
        }
    }

    /** Every module's last map, whose answer is what the module adds, times the loudness. */
    private static Map<String, Tensor> louder(Map<String, Tensor> learned) {
        Map<String, Tensor> louder = new LinkedHashMap<>(learned);
        louder.replaceAll((name, tensor) -> name.contains(".proj_out.") ? tensor.mul(LOUDNESS) : tensor);
        return louder;
    }

    private void keepLouder(Map<String, Tensor> weights, MotionAdapterConfig config) {
        directory.write(weights);
        if (inspections++ % SHEET_EVERY == 0) {
            MotionAdapter adapter = new MotionAdapter(config, new GivenWeights(weights));
            drawSamples(new MotionSampler(
                    base.network(),
                    Optional.of(new MotionInsert(adapter, false)),
                    MotionStates.of(base, directory),
                    base.autoencoder(),
                    ShapesSampler.Settings.USUAL));
        }
    }

    private void drawSamples(MotionSampler sampler) {
        MotionWorld fresh = new MotionWorld(~plan.seed());
        List<MotionDescription> asked = IntStream.range(0, SHEET_CLIPS)
                .mapToObj(i -> fresh.example(i).description())
                .toList();
        List<Picture> frames =
                sampler.draw(asked, 1).stream().flatMap(List::stream).toList();
        PictureGrid.write(frames, MovingScene.FRAMES, training.sheet(inspections));
    }
}
