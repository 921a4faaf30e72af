package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;

/**
 * What {@code image_encoder/config.json} says of a CLIPVisionModel, with the reference's defaults.
 *
 * @param imageSize side of the square picture, in pixels
 * @param patch side of a square of pixels that becomes one token
 * @param channels of the picture
 * @param size of a token's state
 * @param inner size of the hidden layer of a block's perceptron
 * @param layers how many blocks
 * @param heads attention heads
 * @param activation of the perceptron
 * @param epsilon of the layer norms
 * @param projection size of the projected picture, for encoders that have a projection
 */
public record ClipVisionConfig(
        int imageSize,
        int patch,
        int channels,
        int size,
        int inner,
        int layers,
        int heads,
        Activation activation,
        double epsilon,
        int projection) {
    /** Reads a configuration; what it does not support is noted as a fault of the reader. */
    public static ClipVisionConfig read(ConfigReader json) {
        var config = new ClipVisionConfig(
                json.integer("image_size", 224),
                json.integer("patch_size", 32),
                json.integer("num_channels", 3),
                json.integer("hidden_size", 768),
                json.integer("intermediate_size", 3072),
                json.integer("num_hidden_layers", 12),
                json.integer("num_attention_heads", 12),
                Activation.of(json.choice("hidden_act", "quick_gelu", "gelu", "silu", "relu")),
                json.number("layer_norm_eps", 1e-5),
                json.integer("projection_dim", 512));
        config.check(json);
        return config;
    }

    private void check(ConfigReader json) {
        if (heads < 1 || size < 1 || size % heads != 0) {
            json.fault("num_attention_heads", "is " + heads + "; hidden_size " + size + " must be a multiple of it");
        }
        if (patch < 1 || imageSize < patch) {
            json.fault("patch_size", "is " + patch + "; it must be from 1 to image_size " + imageSize);
        }
        if (layers < 1) {
            json.fault("num_hidden_layers", "is " + layers + "; at least 1 is needed");
        }
    }

    /** How many tokens a picture becomes: one a patch, and one for the whole. */
    public int tokens() {
        int side = imageSize / patch;
        return side * side + 1;
    }

    /** What its blocks are made of. */
    ClipBlock.Shape block() {
        return new ClipBlock.Shape(size, inner, heads, activation, epsilon);
    }
}
