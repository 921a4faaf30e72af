package dev.calotype.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a job may ask for on the command line; what is left out the model decides. */
final class JobOptions {
    @Mixin
    PromptOptions prompts = new PromptOptions();

    @Option(names = "--model", paramLabel = "NAME", description = "the model (shapes)")
    String model = "shapes";

    @Option(
            names = "--adapter",
            paramLabel = "NAME[=WEIGHT]",
            mapFallbackValue = "1",
            description = "a LoRA or learned word of the model, with its weight (1); may be repeated")
    Map<String, Double> adapters = new LinkedHashMap<>();

    @Option(
            names = "--condition",
            paramLabel = "NAME[/PREPROCESSOR][=FILE][:STRENGTH]",
            description = "a conditioning module, with its picture and strength (1); may be repeated")
    List<String> conditions = new ArrayList<>();

    @Option(names = "--sampler", paramLabel = "NAME", description = "such as euler, heun, ddim, dpm++2m")
    @Nullable
    String sampler;

    @Option(names = "--schedule", paramLabel = "NAME", description = "karras, discrete or flow")
    @Nullable
    String schedule;

    @Option(names = "--steps", paramLabel = "N", description = "intervals of the schedule")
    @Nullable
    Integer steps;

    @Option(names = "--guidance", paramLabel = "G", description = "classifier-free guidance scale; 1 is none")
    @Nullable
    Double guidance;

    @Option(names = "--seed", paramLabel = "S", description = "of the first picture; the next has the next seed")
    @Nullable
    Long seed;

    @Option(names = "--count", paramLabel = "N", description = "how many pictures or videos (1)")
    int count = 1;

    @Option(names = "--width", paramLabel = "PX", description = "in pixels")
    @Nullable
    Integer width;

    @Option(names = "--height", paramLabel = "PX", description = "in pixels")
    @Nullable
    Integer height;

    @Mixin
    PictureOptions pictures = new PictureOptions();

    @Mixin
    AttributeOptions attributes = new AttributeOptions();

    @Mixin
    VideoOptions video = new VideoOptions();

    /** The job as JSON, without an id; the picture files it names are sent to the farm. */
    String json(String prompt, FarmClient farm) {
        ObjectNode job =
                new ObjectMapper().createObjectNode().put("model", model).put("prompt", prompt);
        adapters.forEach((name, weight) ->
                job.withArray("adapters").addObject().put("name", name).put("weight", weight));
        prompts.addTo(job);
        put(job, "sampler", sampler);
        put(job, "schedule", schedule);
        put(job, "steps", steps);
        put(job, "guidance", guidance);
        put(job, "seed", seed);
        put(job, "width", width);
        put(job, "height", height);
        pictures.addTo(job, farm);
        video.addTo(job, farm);
        conditions.forEach(given -> ConditionOption.of(given).addTo(job, farm));
        attributes.addTo(job);
        return job.put("count", count).toString();
    }

    private static void put(ObjectNode job, String name, @Nullable Object value) {
        if (value != null) {
            job.putPOJO(name, value);
        }
    }
}
