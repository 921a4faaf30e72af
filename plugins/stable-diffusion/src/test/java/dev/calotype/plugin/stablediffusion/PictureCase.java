package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.engine.Beginning;
import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.Mask;
import dev.calotype.engine.PictureSource;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.Strength;
import dev.calotype.engine.Walk;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.schedulers.StartNoise;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Signal;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenTensor;
import dev.calotype.testkit.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One case of the reference that begins from a picture, walked by the engine with the reference's noise. */
final class PictureCase {
    private final GoldenFolder goldens;
    private final String id;
    private final JsonNode arguments;
    private final CaseTexts texts;
    private final StableDiffusionModel model;
    private final SchedulerReading scheduler;
    private final boolean masked;
    private final Strength strength;
    private int draws;

    PictureCase(GoldenFolder goldens, JsonNode about, StableDiffusionModel model) {
        this.goldens = goldens;
        this.model = model;
        id = about.path("id").asText();
        arguments = CaseArguments.of(about);
        texts = new CaseTexts(arguments, model, List.of());
        masked = about.path("pipeline").asText().contains("Inpaint");
        boolean twoTexts = about.path("pipeline").asText().contains("XL");
        strength = new Strength(arguments.path("strength").asDouble(usualStrength(masked, twoTexts)));
        ConfigReader json = ConfigReader.of("scheduler", about.path("scheduler"));
        scheduler = SchedulerReading.of(json);
        if (!json.faults().isEmpty()) {
            throw new AssertionError(json.faults());
        }
    }

    /** How strong the reference's pipelines are where a case does not say. */
    private static double usualStrength(boolean masked, boolean twoTexts) {
        if (masked) {
            return twoTexts ? 0.9999 : 1;
        }
        return twoTexts ? 0.3 : 0.8;
    }

    /** What a network of nine channels answers to a row whose channels were taken apart. */
    static float[] answer(GoldenFolder goldens, StableDiffusionModel model) {
        GoldenTensor sample = goldens.tensor("unet/sample").part(0);
        List<Integer> axes = sample.shape();
        GoldenTensor context = goldens.tensor("unet/context").part(0);
        var shape = LatentShape.of(4, axes.get(1), axes.get(2));
        float[] all = sample.floats();
        float[] x = new float[shape.size()];
        float[] further = new float[all.length - x.length];
        System.arraycopy(all, 0, x, 0, x.length);
        System.arraycopy(all, x.length, further, 0, further.length);
        String time = goldens.description()
                .path("tensors")
                .path("unet/out")
                .path("desc")
                .asText()
                .replaceAll("^.*t=([0-9.]+).*$", "$1");
        Conditioning conditioning = Conditioning.ofTokens(new Signal(context.floats(), context.shape()))
                .withChannels(new Signal(further, List.of(axes.get(0) - 4, axes.get(1), axes.get(2))));
        return model.evaluate(shape, List.of(new Row(x, Double.parseDouble(time), conditioning)))
                .getFirst();
    }

    /** Walks the case and compares the point after every step, then the picture. */
    void check() {
        Signal picture = picture();
        LatentShape shape =
                model.latentShape(picture.shape().get(2), picture.shape().get(1));
        PictureSource source = PictureSource.of(model, shape, picture, masked ? mask() : null);
        Beginning beginning = source.begin(size -> draw(), strength);
        Trajectory plan = plan(beginning.origin() == null);
        var points = new ArrayList<float[]>();
        var engine = new Engine(
                (latent, rows) -> {
                    points.add(rows.getFirst().x().clone());
                    return model.evaluate(latent, rows);
                },
                2);
        engine.add(walk(shape, plan, beginning));
        while (engine.size() > 0) {
            StepReport report = engine.step();
            if (!report.failed().isEmpty()) {
                throw new AssertionError(report.failed());
            }
            report.finished().forEach(done -> points.add(done.latent()));
        }
        compare(shape, plan, points.subList(1, points.size()));
    }

    private void compare(LatentShape shape, Trajectory plan, List<float[]> points) {
        float[] all = new float[points.size() * shape.size()];
        for (int step = 0; step < points.size(); step++) {
            Level level = plan.steps().get(step + 1).level();
            double scale = scheduler.start() == StartNoise.UNIT ? 1 : 1 / level.alpha();
            for (int i = 0; i < shape.size(); i++) {
                all[step * shape.size() + i] = (float) (scale * points.get(step)[i]);
            }
        }
        goldens.check(id + "/steps", all);
        goldens.check(id + "/image", Pictures.interleaved(model.picture(shape, points.getLast())));
    }

    private Walk walk(LatentShape shape, Trajectory plan, Beginning beginning) {
        double scale = arguments.path("guidance_scale").asDouble(model.traits().guidance());
        Guidance guidance = scale > 1
                ? new Guidance.ClassifierFree(
                        scale, arguments.path("guidance_rescale").asDouble(0))
                : new Guidance.None();
        return new Walk(
                id,
                shape,
                plan,
                scheduler.prediction(),
                guidance,
                beginning.corrections(),
                texts.positive(0).withChannels(beginning.channels()),
                texts.negative(0).withChannels(beginning.channels()),
                beginning.noise(),
                beginning.origin());
    }

    private Trajectory plan(boolean fromNoise) {
        SamplerChoice sampler = scheduler.sampler();
        if (arguments.has("eta")) {
            sampler = new SamplerChoice(
                    sampler.name(), Map.of("eta", arguments.path("eta").asDouble()));
        }
        int steps = arguments.path("num_inference_steps").asInt();
        List<Level> levels = strength.of(Planned.levels(scheduler.schedule(), steps, scheduler.process()));
        Trajectory planned = Planned.sampler(sampler).plan(levels, scheduler.process());
        return fromNoise ? planned.startingWith(scheduler.start().at(levels.getFirst())) : planned;
    }

    private float[] draw() {
        return goldens.tensor(id + "/noise" + draws++).part(0).floats();
    }

    /** The picture in [−1, 1]. */
    private Signal picture() {
        GoldenTensor given = goldens.tensor("init_image").part(0);
        float[] values = given.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * values[i] - 1;
        }
        return new Signal(values, given.shape());
    }

    private Mask mask() {
        GoldenTensor given = goldens.tensor("mask_image").part(0);
        return new Mask(given.shape().get(2), given.shape().get(1), given.floats());
    }
}
