package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.Walk;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.Planned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One case of the reference's pipelines without a prompt, walked by the engine with the reference's noise. */
final class PixelCase {
    private final GoldenFolder goldens;
    private final String id;
    private final JsonNode arguments;
    private final PixelModel model;
    private final SchedulerReading scheduler;

    PixelCase(GoldenFolder goldens, JsonNode about, PixelModel model) {
        this.goldens = goldens;
        this.model = model;
        id = about.path("id").asText();
        arguments = about.path("arguments");
        ConfigReader json = ConfigReader.of("scheduler", about.path("scheduler"));
        scheduler = SchedulerReading.of(json);
        if (!json.faults().isEmpty()) {
            throw new AssertionError(json.faults());
        }
    }

    /** Walks all pictures of the case together and compares what comes out. */
    void check() {
        List<Integer> noise = goldens.tensor(id + "/noise0").shape();
        LatentShape shape = new LatentShape(noise.subList(1, noise.size()));
        Trajectory plan = plan();
        var engine = new Engine(model, noise.getFirst());
        for (int row = 0; row < noise.getFirst(); row++) {
            engine.add(walk(row, shape, plan));
        }
        goldens.check(id + "/image", pictures(shape, results(engine)));
    }

    private static Map<String, float[]> results(Engine engine) {
        Map<String, float[]> results = new HashMap<>();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            if (!report.failed().isEmpty()) {
                throw new AssertionError(report.failed());
            }
            report.finished().forEach(done -> results.put(done.id(), done.latent()));
        }
        return results;
    }

    private float[] pictures(LatentShape shape, Map<String, float[]> latents) {
        List<float[]> pictures = new ArrayList<>();
        for (int row = 0; row < latents.size(); row++) {
            float[] latent = latents.getOrDefault(Integer.toString(row), new float[0]);
            pictures.add(Pictures.interleaved(model.picture(shape, latent)));
        }
        int size = pictures.getFirst().length;
        float[] all = new float[pictures.size() * size];
        for (int row = 0; row < pictures.size(); row++) {
            System.arraycopy(pictures.get(row), 0, all, row * size, size);
        }
        return all;
    }

    private Walk walk(int row, LatentShape shape, Trajectory plan) {
        int[] draws = {0};
        return new Walk(
                Integer.toString(row),
                shape,
                plan,
                scheduler.prediction(),
                new Guidance.None(),
                scheduler.corrections(),
                model.encode(Prompt.of("")).conditioning(),
                Conditioning.NONE,
                size -> Arrays.copyOf(
                        goldens.tensor(id + "/noise" + draws[0]++).part(row).floats(), size),
                null);
    }

    /** The plan of the case's scheduler, starting with noise as strong as the reference's. */
    private Trajectory plan() {
        SamplerChoice sampler = scheduler.sampler();
        Map<String, Object> options = new HashMap<>(sampler.options());
        if (arguments.has("eta")) {
            options.put("eta", arguments.path("eta").asDouble());
        }
        Trajectory planned = Planned.sampler(new SamplerChoice(sampler.name(), options))
                .plan(
                        Planned.levels(
                                scheduler.schedule(),
                                arguments.path("num_inference_steps").asInt(),
                                scheduler.process()),
                        scheduler.process());
        return planned.startingWith(
                scheduler.start().at(planned.steps().getFirst().level()));
    }
}
