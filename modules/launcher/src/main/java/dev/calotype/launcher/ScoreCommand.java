package dev.calotype.launcher;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.registry.Catalogue;
import dev.calotype.registry.ModelShelf;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Product;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import dev.calotype.training.ModelCard;
import dev.calotype.training.MotionExam;
import dev.calotype.training.MotionScore;
import dev.calotype.training.OutlineExam;
import dev.calotype.training.Picture;
import dev.calotype.training.ShapesScore;
import dev.calotype.training.ShapesWorld;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a starter model with its world's checker: fresh captions, the same walks as on the farm. */
@Command(name = "score", description = "Scores a starter model with a checker.", mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
    private static final int TOGETHER = 32;
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    @Parameters(
            paramLabel = "MODEL",
            description = "shapes; or for it motion, motion modules, or outlines, a ControlNet")
    String model = "";

    @Option(names = "--model", paramLabel = "DIR", description = "the model's directory (the one shipped)")
    @Nullable
    Path directory;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "for motion and outlines: the directory of shapes (the one shipped)")
    @Nullable
    Path base;

    @Option(names = "--count", paramLabel = "N", description = "how many captions (1000)")
    int count = 1000;

    @Option(names = "--seed", paramLabel = "S", description = "of captions and noise (20261)")
    long seed = 20_261;

    @Option(names = "--steps", paramLabel = "N", description = "of dpm++2m (20)")
    int steps = 20;

    @Option(names = "--guidance", paramLabel = "G", description = "the model's own where it is left out")
    @Nullable
    Double guidance;

    @Option(
            names = "--shift",
            paramLabel = "S",
            description = "of the flow schedule; the model's own where it is left out")
    @Nullable
    Double shift;

    @Option(names = "--card", description = "write the score into the model's card, README.md in its directory")
    boolean card;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description =
                    "for motion: have the farm draw films of so many frames, in pieces that go on from one another")
    @Nullable
    Integer frames;

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Override
    public Integer call() {
        StarterModels.check(model);
        Logs.quiet();
        if (frames != null && !model.equals(StarterModels.MOTION)) {
            throw new Complaint("--frames is " + frames + "; only motion makes films, " + model + " makes pictures");
        }
        return switch (model) {
            case StarterModels.MOTION ->
                frames == null ? scoreAddOn("video", MotionExam.sampling(), this::motion) : scoreFilms(frames);
            case StarterModels.OUTLINES -> scoreAddOn("picture", OutlineExam.sampling(), this::outlines);
            default -> scoreShapes();
        };
    }

    /** Takes the exam of what is added to shapes and gives its table. */
    private interface Exam {
        String take(Path shapes, Path addOn, IntConsumer listener);
    }

    private String motion(Path shapes, Path addOn, IntConsumer listener) {
        return new MotionExam(shapes, addOn, CPU, seed).take(count, listener).table();
    }

    private String outlines(Path shapes, Path addOn, IntConsumer listener) {
        return new OutlineExam(shapes, addOn, CPU, seed).take(count, listener).table();
    }

    private int scoreAddOn(String product, String sampling, Exam exam) {
        Path models = Distribution.current().models();
        Path addOn = directory == null ? models.resolve(model) : directory;
        ProgressBar bar = ProgressBar.usual();
        String table = exam.take(
                base == null ? models.resolve("shapes") : base, addOn, done -> bar.show(done, count, product + "s"));
        bar.close();
        Say.result(table);
        if (card) {
            ModelCard.score(
                    addOn,
                    count + " fresh captions (seed " + seed + "), " + sampling + ", one " + product + " each:",
                    table);
        }
        return 0;
    }

    private int scoreFilms(int length) {
        if (directory != null || base != null || card) {
            throw new Complaint(
                    "--frames has the farm draw with the models it has; leave out --model, --base and --card");
        }
        try (FarmOptions.Reached reached = farm.runningOrStarted()) {
            MotionScore score = new FilmExam(reached.client(), length, seed).take(count);
            Say.result(MotionScore.table(List.of(length + " frames"), List.of(score)));
        }
        return 0;
    }

    private int scoreShapes() {
        Catalogue catalogue = InstalledPlugins.catalogue(new DataDirectory(farm.data));
        Path at = (directory == null ? Distribution.current().models().resolve(model) : directory).toAbsolutePath();
        var shelf = new ModelShelf(List.of(at.getParent()), catalogue.families());
        ModelShelf.Shelved shelved = shelf.find(at.getFileName().toString())
                .orElseThrow(() -> new Complaint("there is no model directory " + at));
        try (Model loaded = shelved.family().load(at, CPU)) {
            ShapesScore score = score(loaded, plan(catalogue, loaded.traits()));
            Say.result(score.table());
            if (card) {
                ModelCard.score(at, how(loaded.traits()), score.table());
            }
            return 0;
        }
    }

    private String how(ModelTraits traits) {
        return String.format(
                Locale.ROOT,
                "%d fresh captions (seed %d), %d steps of `dpm++2m`, guidance %.2f, one picture each:",
                count,
                seed,
                steps,
                guidance == null ? traits.guidance() : guidance);
    }

    private Trajectory plan(Catalogue catalogue, ModelTraits traits) {
        SamplerChoice schedule = shift == null
                ? traits.schedule()
                : new SamplerChoice(traits.schedule().name(), Map.of("shift", shift));
        List<Level> levels = catalogue.schedule(schedule).orElseThrow().levels(steps, traits.process());
        Trajectory plan =
                catalogue.sampler(SamplerChoice.of("dpm++2m")).orElseThrow().plan(levels, traits.process());
        return plan.startingWith(
                Math.hypot(levels.getFirst().alpha(), levels.getFirst().sigma()));
    }

    private ShapesScore score(Model loaded, Trajectory plan) {
        var score = new ShapesScore();
        var world = new ShapesWorld(seed);
        var engine = new Engine(loaded, 2 * TOGETHER);
        Map<String, String> asked = new HashMap<>();
        LatentShape shape = loaded.latentShape(
                loaded.traits().sizes().width(), loaded.traits().sizes().height());
        Conditioning nothing = loaded.encodeNegative(Prompt.of("")).conditioning();
        ProgressBar bar = ProgressBar.usual();
        for (int begun = 0; score.count() < count; bar.show(score.count(), count, "captions")) {
            for (; engine.size() < TOGETHER && begun < count; begun++) {
                String caption = world.example(begun).description().caption();
                asked.put(Integer.toString(begun), caption);
                engine.add(walk(
                        loaded,
                        plan,
                        shape,
                        begun,
                        loaded.encode(Prompt.of(caption)).conditioning(),
                        nothing));
            }
            StepReport report = engine.step();
            report.failed().forEach(failed -> {
                throw new Complaint("caption " + failed.id() + " could not be drawn: " + failed.reason());
            });
            report.finished()
                    .forEach(finished -> score.add(
                            picture(loaded.decode(shape, finished.latent())),
                            Objects.requireNonNull(asked.remove(finished.id()))));
        }
        bar.close();
        return score;
    }

    private static Picture picture(Product product) {
        if (!(product instanceof Raster raster)) {
            throw new Complaint("the checker looks at pictures; this model makes something else");
        }
        byte[] rgb = raster.rgb();
        float[] values = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i % 3 * (rgb.length / 3) + i / 3] = rgb[i] & 255;
        }
        return new Picture(values);
    }

    private Walk walk(
            Model loaded, Trajectory plan, LatentShape shape, int index, Conditioning caption, Conditioning none) {
        return new Walk(
                Integer.toString(index),
                shape,
                plan,
                loaded.traits().prediction(),
                Guidance.ofScale(guidance == null ? loaded.traits().guidance() : guidance),
                caption,
                none,
                new TorchNoise(seed * 100_003 + index),
                null);
    }
}
