package dev.calotype.training;

import dev.calotype.networks.AutoencoderConfig;
import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConfig;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Threads;
import dev.calotype.training.ParallelTraining.Setup;
import dev.calotype.training.ShapesDirectory.Part;
import dev.calotype.training.TrainingListener.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes the starter model {@code shapes}: an autoencoder, then a text encoder that reads captions, then the flow in the
 * autoencoder's latents. What was finished by an earlier run in the same folder is kept.
 *
 * <p>Used by one platform thread; starts its own workers. The model is written to the folder, checkpoints, losses and
 * sample grids below {@code training/} in it.
 */
public final class ShapesTrainer {
    private static final double AUTOENCODER_SHARE = 0.18;
    private static final double TEXT_SHARE = 0.06;
    private static final List<String> STAGES = List.of("autoencoder", "text", "network");
    private static final int STATISTICS = 1_024;
    private static final int GRID_COLUMNS = 8;
    private static final int GRID_EVERY = 5;

    private final Plan plan;
    private final TrainingListener listener;
    private final ShapesDirectory directory;
    private final Path folder;
    private final ShapesWorld world;
    private final List<Stage.Summary> summaries = new ArrayList<>();
    private int inspections;

    /**
     * What to train.
     *
     * @param length of the whole training, kept on average over its stages
     * @param out the folder of the model
     * @param workers how many threads train
     * @param device what they train on
     * @param latents how many pictures the last stage sees again and again
     * @param seed of everything that is drawn
     */
    public record Plan(Duration length, Path out, int workers, DeviceSpec device, int latents, long seed) {
        /** How many pictures are enough that none is learned by heart. */
        public static final int LATENTS = 49_152;
    }

    /** A training that tells the listener how it goes. */
    public ShapesTrainer(Plan plan, TrainingListener listener) {
        this.plan = plan;
        this.listener = listener;
        directory = new ShapesDirectory(plan.out());
        folder = plan.out().resolve("training");
        world = new ShapesWorld(plan.seed());
    }

    /** Trains, from the last checkpoint in the folder if {@code resume}, else from the start. */
    public void train(boolean resume) {
        prepare(resume);
        Threads.use(1);
        try (Scope scope = Scope.open(plan.device())) {
            trainAutoencoder();
            trainText();
            trainNetwork();
            ModelCard.write(plan.out(), "card.md", summaries, plan.workers());
        }
    }

    private void prepare(boolean resume) {
        try {
            Files.createDirectories(folder);
            if (!resume) {
                for (String stage : STAGES) {
                    Files.deleteIfExists(Stage.checkpoint(folder, stage));
                    Files.deleteIfExists(stage(stage, 1, 1, 1).losses());
                }
            }
            directory.lay();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    private void trainAutoencoder() {
        int batch = 8;
        AutoencoderConfig config = directory.autoencoderConfig();
        Objective.Maker maker =
                weights -> new AutoencoderObjective(new AutoencoderKL(config, weights), world, batch, plan.workers());
        Stage stage = stage("autoencoder", AUTOENCODER_SHARE, 2e-3, batch);
        run(
                stage,
                new Setup(
                        ParameterList.of(w -> new AutoencoderKL(config, w)),
                        maker,
                        plan.workers(),
                        0.998,
                        new Initial(plan.seed()),
                        plan.device()),
                averaged -> {
                    AutoencoderKL trained = new AutoencoderKL(config, new GivenWeights(averaged));
                    LatentStatistics statistics = LatentStatistics.of(trained, world, STATISTICS, plan.device());
                    directory.write(Part.AUTOENCODER, statistics.fold(averaged));
                });
    }

    private void trainText() {
        int batch = 24;
        ClipTextConfig config = directory.textConfig();
        ClipTokenizer tokenizer = directory.tokenizer();
        Objective.Maker maker = w -> TextObjective.from(w, config, tokenizer, world, batch, plan.workers());
        Setup setup = new Setup(
                ParameterList.of(maker::over), maker, plan.workers(), 0.998, new Initial(plan.seed()), plan.device());
        run(stage("text", TEXT_SHARE, 2e-3, batch), setup, averaged -> {
            Map<String, Tensor> kept = new LinkedHashMap<>(averaged);
            kept.keySet().removeIf(name -> name.startsWith(TextObjective.HEADS));
            directory.write(Part.TEXT, kept);
        });
    }

    private void trainNetwork() {
        int batch = 8;
        UNetConfig config = directory.networkConfig();
        LatentBank bank = bank();
        CellStates cells = cells();
        Objective.Maker maker = weights -> new DenoiserObjective(
                new UNet2DCondition(config, weights),
                directory.text(),
                directory.tokenizer(),
                cells,
                bank,
                batch,
                plan.workers());
        Setup setup = new Setup(
                ParameterList.of(w -> new UNet2DCondition(config, w)),
                maker,
                plan.workers(),
                0.9985,
                new Initial(plan.seed()),
                plan.device());
        run(stage("network", 1 - AUTOENCODER_SHARE - TEXT_SHARE, 1.2e-3, batch), setup, averaged -> {
            directory.write(Part.NETWORK, averaged);
            if (inspections++ % GRID_EVERY == 0) {
                drawSamples();
            }
        });
    }

    private CellStates cells() {
        try (Scope temporary = Scope.open(plan.device())) {
            return new CellStates(
                    directory.text(),
                    directory.tokenizer(),
                    directory.textConfig().size());
        }
    }

    private LatentBank bank() {
        LatentBank bank = LatentBank.empty(world, plan.latents());
        int pieces = plan.latents() / LatentBank.rows();
        new Crew(plan.workers(), plan.device()).share(pieces, () -> {
            AutoencoderKL autoencoder = directory.autoencoder();
            return piece -> bank.fill(piece * LatentBank.rows(), autoencoder);
        });
        listener.progressed(new Progress("latents", plan.latents(), 1, Double.NaN, Double.NaN));
        return bank;
    }

    /** What to do with averaged weights at every checkpoint. */
    @FunctionalInterface
    private interface Keeping {
        void keep(Map<String, Tensor> averaged);
    }

    private void run(Stage stage, Setup setup, Keeping keeping) {
        try (Scope scope = Scope.open(plan.device());
                ParallelTraining training = new ParallelTraining(setup)) {
            summaries.add(stage.run(training, step -> {
                try (Scope temporary = Scope.open(plan.device())) {
                    keeping.keep(training.averaged());
                    LossCurve.draw(stage.losses(), folder.resolve(stage.name() + ".losses.png"));
                }
            }));
        }
    }

    private void drawSamples() {
        ShapesSampler sampler = directory.sampler(ShapesSampler.Settings.USUAL);
        List<String> captions = IntStream.range(0, 2 * GRID_COLUMNS)
                .mapToObj(i ->
                        new ShapesWorld(~plan.seed()).example(i).description().caption())
                .toList();
        PictureGrid.write(sampler.draw(captions, 1), GRID_COLUMNS, folder.resolve("samples-" + inspections + ".png"));
    }

    /** What a later stage was built on must not move under it: a stage that has a follower is finished. */
    private Pace pace(String name, double share) {
        String follower = STAGES.get(Math.min(STAGES.indexOf(name) + 1, STAGES.size() - 1));
        boolean followed = !follower.equals(name) && Files.exists(Stage.checkpoint(folder, follower));
        Duration length = Duration.ofMillis((long) (share * plan.length().toMillis()));
        return followed ? new Pace.Steps(1) : new Pace.Time(length, InstantSource.system());
    }

    private Stage stage(String name, double share, double rate, int batch) {
        return new Stage(name, folder, pace(name, share), new RateSchedule(rate), batch * plan.workers(), listener);
    }
}
