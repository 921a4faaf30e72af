package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.EmbeddingConfig.Classes;
import org.jspecify.annotations.Nullable;

/** Reads the fields of {@code unet/config.json} that say what joins the time. */
final class EmbeddingReading {
    private static final String INPUTS = "projection_class_embeddings_input_dim";

    private EmbeddingReading() {}

    static EmbeddingConfig read(ConfigReader json) {
        json.only("addition_embed_type", "\"text\"", "\"text_time\"");
        String added = json.node("addition_embed_type").asText();
        boolean pools = added.equals("text");
        boolean adds = added.equals("text_time");
        Classes classes = classes(json);
        return new EmbeddingConfig(
                activation(json, "timestep_post_act"),
                activation(json, "time_embedding_act_fn"),
                json.integer("time_cond_proj_dim", 0),
                classes,
                classInputs(json, classes),
                json.flag("class_embeddings_concat", false),
                pools ? json.integer("addition_embed_type_num_heads", 64) : 0,
                adds ? needed(json, "addition_time_embed_dim", "addition_embed_type text_time") : 0,
                adds ? needed(json, INPUTS, "addition_embed_type text_time") : 0);
    }

    private static Classes classes(ConfigReader json) {
        json.only("class_embed_type", "\"timestep\"", "\"identity\"", "\"projection\"", "\"simple_projection\"");
        return switch (json.node("class_embed_type").asText()) {
            case "timestep" -> Classes.TIME;
            case "identity" -> Classes.GIVEN;
            case "projection" -> Classes.PERCEPTRON;
            case "simple_projection" -> Classes.LINEAR;
            default -> json.has("num_class_embeds") ? Classes.TABLE : Classes.NONE;
        };
    }

    private static int classInputs(ConfigReader json, Classes classes) {
        return switch (classes) {
            case NONE, TIME, GIVEN -> 0;
            case TABLE -> needed(json, "num_class_embeds", "a table of classes");
            case PERCEPTRON, LINEAR -> needed(json, INPUTS, "class_embed_type");
        };
    }

    private static int needed(ConfigReader json, String field, String by) {
        int value = json.integer(field, 0);
        if (value < 1) {
            json.fault(field, "is " + json.node(field) + "; " + by + " needs at least 1");
            return 1;
        }
        return value;
    }

    private static @Nullable Activation activation(ConfigReader json, String field) {
        return json.has(field) ? Activation.of(json.choice(field, Activation.names())) : null;
    }
}
