package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;

/**
 * What {@code text_encoder/config.json} says of a CLIPTextModel, with the reference's defaults.
 *
 * @param vocabulary how many token ids there are
 * @param size of a token's state
 * @param inner size of the hidden layer of a block's perceptron
 * @param layers how many blocks
 * @param heads attention heads
 * @param positions longest sequence of tokens
 * @param activation of the perceptron
 * @param epsilon of the layer norms
 * @param endToken where the pooled state is read: the first such id, or by the old rule (2) the largest id
 * @param projection size of the projected text, for encoders that have a projection
 */
public record ClipTextConfig(
        int vocabulary,
        int size,
        int inner,
        int layers,
        int heads,
        int positions,
        Activation activation,
        double epsilon,
        int endToken,
        int projection) {
    /** The id that stands for "the largest id of the sequence", as files older than the field's meaning say. */
    static final int LARGEST = 2;

    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static ClipTextConfig read(ConfigReader json) {
        var config = new ClipTextConfig(
                json.integer("vocab_size", 49408),
                json.integer("hidden_size", 512),
                json.integer("intermediate_size", 2048),
                json.integer("num_hidden_layers", 12),
                json.integer("num_attention_heads", 8),
                json.integer("max_position_embeddings", 77),
                Activation.of(json.choice("hidden_act", "quick_gelu", "gelu", "silu", "relu")),
                json.number("layer_norm_eps", 1e-5),
                json.integer("eos_token_id", 49407),
                json.integer("projection_dim", 512));
        json.only("use_attention_mask", "false");
        if (config.heads < 1 || config.size % config.heads != 0) {
            json.fault(
                    "num_attention_heads",
                    "is " + config.heads + "; hidden_size " + config.size + " must be a multiple of it");
        }
        return config;
    }
}
