package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.Walk;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.networks.MotionInsert;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.schedulers.StartNoise;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Frames;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Trajectory;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.Planned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole videos: checkpoint, motion modules, samplers and engine against the reference's pipeline, step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VideoGoldenTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    @RegisterExtension
    final GoldenLedger ledger = new GoldenLedger("animatediff_tiny");

    @TestFactory
    Stream<DynamicTest> videosAreTheReferencesStepByStep() {
        return ledger.tests(goldens -> goldens.cases().stream()
                .map(about -> ledger.test(about.path("id").asText(), () -> check(goldens, about))));
    }

    private static void check(GoldenFolder goldens, JsonNode about) {
        Path base = goldens.directory().resolveSibling("base_sd_tiny");
        try (var model = (StableDiffusionModel) new StableDiffusionFamily().load(base, CPU);
                Scope scope = Scope.open(CPU);
                SafeTensors file = SafeTensors.open(
                        goldens.directory().resolve("motion_adapter").resolve(WEIGHTS))) {
            var motion = new MotionAdapter(
                    MotionAdapterConfig.read(ConfigReader.open(goldens.directory(), "motion_adapter/config.json")),
                    new FileWeights(file));
            walk(goldens, about, model, Conditioning.ofInserts(Insertion.of(new MotionInsert(motion, false), 1)));
        }
    }

    private static void walk(GoldenFolder goldens, JsonNode about, StableDiffusionModel model, Conditioning moving) {
        JsonNode arguments = about.path("arguments");
        LatentShape picture = model.latentShape(
                arguments.path("width").asInt(), arguments.path("height").asInt());
        LatentShape shape = picture.ofFrames(arguments.path("num_frames").asInt());
        SchedulerReading scheduler = SchedulerReading.of(ConfigReader.of("scheduler", named(about.path("scheduler"))));
        Trajectory plan = plan(scheduler, arguments.path("num_inference_steps").asInt());
        List<float[]> points = new ArrayList<>();
        var engine = new Engine(
                (latent, rows) -> {
                    points.add(rows.getFirst().x().clone());
                    return model.evaluate(latent, rows);
                },
                2);
        engine.add(new Walk(
                "video",
                shape,
                plan,
                scheduler.prediction(),
                new Guidance.ClassifierFree(arguments.path("guidance_scale").asDouble(), 0),
                model.encode(Prompt.of(arguments.path("prompt").asText()))
                        .conditioning()
                        .joined(moving),
                model.encode(Prompt.of(arguments.path("negative_prompt").asText()))
                        .conditioning()
                        .joined(moving),
                size -> goldens.tensor("latents").floats(),
                null));
        while (engine.size() > 0) {
            StepReport report = engine.step();
            if (!report.failed().isEmpty()) {
                throw new AssertionError(report.failed());
            }
            report.finished().forEach(done -> points.add(done.latent()));
        }
        compare(goldens, about, points.subList(1, points.size()), plan, scheduler.start());
        compareFrames(goldens, about, points.getLast(), shape, model);
    }

    private static void compare(
            GoldenFolder goldens, JsonNode about, List<float[]> points, Trajectory plan, StartNoise start) {
        int size = points.getFirst().length;
        float[] all = new float[points.size() * size];
        for (int step = 0; step < points.size(); step++) {
            double alpha = plan.steps().get(step + 1).level().alpha();
            for (int i = 0; i < size; i++) {
                all[step * size + i] = (float) (points.get(step)[i] / (start == StartNoise.UNIT ? 1 : alpha));
            }
        }
        goldens.check(about.path("id").asText() + "/steps", all);
    }

    private static void compareFrames(
            GoldenFolder goldens, JsonNode about, float[] latent, LatentShape shape, StableDiffusionModel model) {
        List<float[]> pictures = IntStream.range(0, shape.frames())
                .mapToObj(frame -> Pictures.interleaved(model.picture(shape.frame(), shape.frame(latent, frame))))
                .toList();
        int size = pictures.getFirst().length;
        float[] all = new float[pictures.size() * size];
        for (int frame = 0; frame < pictures.size(); frame++) {
            System.arraycopy(pictures.get(frame), 0, all, frame * size, size);
        }
        goldens.check(about.path("id").asText() + "/image", all);
        assertThat(model.decode(shape, latent))
                .isInstanceOfSatisfying(
                        Frames.class, frames -> assertThat(frames.pictures()).hasSize(shape.frames()));
    }

    /** These cases do not name the scheduler's class; what only one of the two has tells it. */
    private static JsonNode named(JsonNode scheduler) {
        String name = scheduler.has("interpolation_type") ? "EulerDiscreteScheduler" : "DDIMScheduler";
        return scheduler.has("_class_name")
                ? scheduler
                : scheduler.<ObjectNode>deepCopy().put("_class_name", name);
    }

    private static Trajectory plan(SchedulerReading scheduler, int steps) {
        Trajectory planned = Planned.sampler(scheduler.sampler())
                .plan(Planned.levels(scheduler.schedule(), steps, scheduler.process()), scheduler.process());
        return planned.startingWith(
                scheduler.start().at(planned.steps().getFirst().level()));
    }
}
