package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.Walk;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.schedulers.StartNoise;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenTensor;
import dev.calotype.testkit.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One text-to-image case of the reference, walked by the engine with the reference's noise. */
final class TextToImageCase {
    private final GoldenFolder goldens;
    private final JsonNode about;
    private final JsonNode arguments;
    private final StableDiffusionModel model;
    private final List<Insertion> positive;
    private final List<Insertion> negative;
    private final LatentShape shape;
    private final CaseTexts texts;
    private final SchedulerReading scheduler;
    private final Trajectory plan;

    TextToImageCase(GoldenFolder goldens, JsonNode about, StableDiffusionModel model) {
        this(goldens, about, model, List.of());
    }

    TextToImageCase(GoldenFolder goldens, JsonNode about, StableDiffusionModel model, List<AdapterChoice> adapters) {
        this(goldens, about, model, adapters, List.of(), List.of());
    }

    TextToImageCase(
            GoldenFolder goldens,
            JsonNode about,
            StableDiffusionModel model,
            List<AdapterChoice> adapters,
            List<Insertion> positive,
            List<Insertion> negative) {
        this.positive = positive;
        this.negative = negative;
        this.goldens = goldens;
        this.about = about;
        this.arguments = CaseArguments.of(about);
        this.model = model;
        texts = new CaseTexts(arguments, model, adapters);
        shape = shape();
        ConfigReader json = ConfigReader.of("scheduler", about.path("scheduler"));
        scheduler = SchedulerReading.of(json);
        if (!json.faults().isEmpty()) {
            throw new AssertionError(json.faults());
        }
        plan = plan();
    }

    /** Walks all pictures of the case together and compares the point after every step, then the pictures. */
    void check() {
        var seen = new ArrayList<List<float[]>>();
        compare(seen, walked(seen));
    }

    /** How far the pictures' values, 0 to 1, are from the reference's in the mean; NaN if it kept no picture. */
    double deviation() {
        String image = about.path("id").asText() + "/image";
        if (!goldens.has(image)) {
            return Double.NaN;
        }
        float[] drawn = pictures(walked(new ArrayList<>()));
        float[] wanted = goldens.tensor(image).floats();
        return IntStream.range(0, drawn.length)
                .mapToDouble(i -> Math.abs(drawn[i] - wanted[i]))
                .average()
                .orElseThrow();
    }

    private List<float[]> walked(List<List<float[]>> seen) {
        int each = arguments.path("num_images_per_prompt").asInt(1);
        int count = texts.prompts().size() * each;
        var engine = new Engine(recording(seen, count), 2 * count);
        for (int i = 0; i < count; i++) {
            engine.add(walk(i, i / each));
        }
        Map<String, float[]> results = new HashMap<>();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            if (!report.failed().isEmpty()) {
                throw new AssertionError(report.failed());
            }
            report.finished().forEach(done -> results.put(done.id(), done.latent()));
        }
        return IntStream.range(0, count).mapToObj(i -> results.get("walk" + i)).toList();
    }

    private void compare(List<List<float[]>> seen, List<float[]> last) {
        List<List<float[]>> points = new ArrayList<>(seen.subList(1, seen.size()));
        points.add(last);
        String name = about.path("id").asText() + "/steps";
        int size = last.size() * shape.size();
        float[] all = new float[points.size() * size];
        for (int step = 0; step < points.size(); step++) {
            Level level = plan.steps().get(step + 1).level();
            double scale = scheduler.start() == StartNoise.UNIT ? 1 : 1 / level.alpha();
            for (int row = 0; row < last.size(); row++) {
                float[] point = points.get(step).get(row);
                for (int i = 0; i < point.length; i++) {
                    all[step * size + row * shape.size() + i] = (float) (scale * point[i]);
                }
            }
        }
        if (goldens.has(name)) {
            goldens.check(name, all);
        }
        String image = about.path("id").asText() + "/image";
        if (goldens.has(image)) {
            goldens.check(image, pictures(last));
        }
    }

    private float[] pictures(List<float[]> latents) {
        List<float[]> pictures = latents.stream()
                .map(latent -> Pictures.interleaved(model.picture(shape, latent)))
                .toList();
        int size = pictures.getFirst().length;
        float[] all = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i), 0, all, i * size, size);
        }
        return all;
    }

    /** Notes each walk's point: what the network is given, once a walk. */
    private Network recording(List<List<float[]>> seen, int count) {
        return (latent, rows) -> {
            int each = rows.size() / count;
            seen.add(IntStream.range(0, count)
                    .mapToObj(i -> rows.get(i * each).x().clone())
                    .toList());
            return model.evaluate(latent, rows);
        };
    }

    private Walk walk(int index, int prompt) {
        double scale = arguments.path("guidance_scale").asDouble(model.traits().guidance());
        Guidance guidance = scale > 1
                ? new Guidance.ClassifierFree(
                        scale, arguments.path("guidance_rescale").asDouble(0))
                : new Guidance.None();
        int[] draws = {0};
        return new Walk(
                "walk" + index,
                shape,
                plan,
                scheduler.prediction(),
                guidance,
                texts.positive(prompt).withInserts(positive),
                texts.negative(prompt).withInserts(negative),
                size -> draw(index, draws[0]++),
                null);
    }

    /** The size that is asked for, or where none is that of the noise. */
    private LatentShape shape() {
        List<Integer> noise = goldens.tensor("latents").shape();
        return arguments.has("width")
                ? model.latentShape(
                        arguments.path("width").asInt(),
                        arguments.path("height").asInt())
                : new LatentShape(noise.subList(1, noise.size()));
    }

    private float[] draw(int row, int index) {
        GoldenTensor drawn =
                index == 0 ? initial() : goldens.tensor(about.path("id").asText() + "/noise" + (index - 1));
        return drawn.part(row).floats();
    }

    private GoldenTensor initial() {
        boolean several = texts.prompts().size() > 1
                || arguments.path("num_images_per_prompt").asInt(1) > 1;
        return goldens.tensor(several ? "latents_batch" : "latents");
    }

    /** The plan of the case's scheduler, starting with noise as strong as the reference's. */
    private Trajectory plan() {
        SamplerChoice sampler = scheduler.sampler();
        if (arguments.has("eta")) {
            sampler = new SamplerChoice(
                    sampler.name(), Map.of("eta", arguments.path("eta").asDouble()));
        }
        int steps = arguments.path("num_inference_steps").asInt(50);
        Trajectory planned = Planned.sampler(sampler)
                .plan(Planned.levels(scheduler.schedule(), steps, scheduler.process()), scheduler.process());
        return planned.startingWith(
                scheduler.start().at(planned.steps().getFirst().level()));
    }
}
