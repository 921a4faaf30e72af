package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The prompts of a case of the reference, encoded with the sizes and crops it names. */
record CaseTexts(JsonNode arguments, StableDiffusionModel model, List<AdapterChoice> adapters) {
    List<String> prompts() {
        return texts("prompt");
    }

    Conditioning positive(int index) {
        String prompt = at("prompt", index, "");
        int skip = arguments.path("clip_skip").asInt(0);
        return sized(encoded(prompt, at("prompt_2", index, prompt), skip), "");
    }

    /** The reference skips blocks for the prompt alone. */
    Conditioning negative(int index) {
        boolean own = arguments.has("negative_original_size") && arguments.has("negative_target_size");
        return sized(negativeText(index), own ? "negative_" : "");
    }

    private Conditioning negativeText(int index) {
        if (texts("negative_prompt").isEmpty()) {
            return model.encodeNegative(prompt("")).conditioning();
        }
        String negative = at("negative_prompt", index, "");
        return encoded(negative, at("negative_prompt_2", index, negative), 0);
    }

    private Conditioning encoded(String first, String second, int skip) {
        return model.encode(new Prompt(first, new Prompting(false, false, skip), adapters, other(first, second)))
                .conditioning();
    }

    /** What the second text encoder reads, if that is something else. */
    private static @Nullable String other(String first, String second) {
        return second.equals(first) ? null : second;
    }

    private Prompt prompt(String text) {
        return new Prompt(text, Prompting.PLAIN, adapters);
    }

    private Conditioning sized(Conditioning encoded, String prefix) {
        boolean named = arguments.has(prefix + "original_size")
                || arguments.has(prefix + "target_size")
                || arguments.has(prefix + "crops_coords_top_left");
        if (!named || encoded.pooled() == null) {
            return encoded;
        }
        float height = arguments.path("height").asInt();
        float width = arguments.path("width").asInt();
        float[] ids = new float[FramingUse.SIZES.numbers()];
        put(ids, 0, prefix + "original_size", height, width);
        put(ids, 2, prefix + "crops_coords_top_left", 0, 0);
        put(ids, 4, prefix + "target_size", height, width);
        return encoded.withTimeIds(new Signal(ids, List.of(ids.length)));
    }

    private void put(float[] ids, int at, String argument, float first, float second) {
        JsonNode pair = arguments.path(argument);
        ids[at] = (float) pair.path(0).asDouble(first);
        ids[at + 1] = (float) pair.path(1).asDouble(second);
    }

    private String at(String argument, int index, String ordinary) {
        List<String> all = texts(argument);
        return all.isEmpty() ? ordinary : all.get(Math.min(index, all.size() - 1));
    }

    private List<String> texts(String argument) {
        JsonNode node = arguments.path(argument);
        return node.isTextual()
                ? List.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
