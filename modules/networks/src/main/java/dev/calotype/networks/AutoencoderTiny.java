package dev.calotype.networks;

import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A small autoencoder distilled from a large one, for previews: AutoencoderTiny (the reference's form of TAESD), with its
 * weights' names. Its latents are the large one's, scaled.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class AutoencoderTiny {
    private static final double BOUND = 3;

    private final AutoencoderTinyConfig config;
    private final List<UnaryOperator<Tensor>> encoder;
    private final List<UnaryOperator<Tensor>> decoder;

    /** An autoencoder from its weights. */
    public AutoencoderTiny(AutoencoderTinyConfig config, Weights weights) {
        this.config = config;
        encoder = encoder(config, weights.at("encoder"));
        decoder = decoder(config, weights.at("decoder"));
    }

    /** The configuration it was built from. */
    public AutoencoderTinyConfig config() {
        return config;
    }

    /** Encodes pictures, N×inChannels×H×W in [−1, 1], to latents, N×latentChannels×H'×W'. */
    public Tensor encode(Tensor pictures) {
        return through(encoder, pictures.add(1).div(2));
    }

    /** Decodes latents to pictures, N×outChannels×H×W, about in [−1, 1]. */
    public Tensor decode(Tensor latents) {
        Tensor bounded = Ops.tanh(latents.div(BOUND)).mul(BOUND);
        return through(decoder, bounded).mul(2).sub(1);
    }

    /** From the latent to the one that is diffused: (z − shift)·scale. */
    public Tensor scale(Tensor latents) {
        return latents.add(-config.shiftFactor()).mul(config.scalingFactor());
    }

    /** The inverse of {@link #scale}. */
    public Tensor unscale(Tensor latents) {
        return latents.mul(1 / config.scalingFactor()).add(config.shiftFactor());
    }

    /** A latent as values between 0 and 1, for storing it as a picture. */
    public Tensor shown(Tensor latents) {
        return latents.div(2 * config.magnitude()).add(config.latentShift()).clamp(0, 1);
    }

    /** The inverse of {@link #shown}, but for what was cut off. */
    public Tensor unshown(Tensor shown) {
        return shown.sub(config.latentShift()).mul(2 * config.magnitude());
    }

    private static Tensor through(List<UnaryOperator<Tensor>> layers, Tensor x) {
        Tensor h = x;
        for (UnaryOperator<Tensor> layer : layers) {
            h = layer.apply(h);
        }
        return h;
    }

    private static List<UnaryOperator<Tensor>> encoder(AutoencoderTinyConfig config, Weights weights) {
        int channels = config.encoderChannels();
        var layers = new ArrayList<UnaryOperator<Tensor>>();
        for (int level = 0; level < config.encoderBlocks().size(); level++) {
            Weights at = next(weights, layers);
            Conv2d entry = level == 0
                    ? Conv2d.from(at, config.inChannels(), channels, 3, 1, 1)
                    : Conv2d.withoutBias(at, channels, channels, 3, 2, 1);
            layers.add(entry::apply);
            addBlocks(layers, weights, config.encoderBlocks().get(level), channels, config.activation());
        }
        layers.add(Conv2d.from(next(weights, layers), channels, config.latentChannels(), 3, 1, 1)::apply);
        return layers;
    }

    private static List<UnaryOperator<Tensor>> decoder(AutoencoderTinyConfig config, Weights weights) {
        int channels = config.decoderChannels();
        var layers = new ArrayList<UnaryOperator<Tensor>>();
        layers.add(Conv2d.from(next(weights, layers), config.latentChannels(), channels, 3, 1, 1)::apply);
        layers.add(config.activation()::apply);
        for (int level = 0; level < config.decoderBlocks().size(); level++) {
            addBlocks(layers, weights, config.decoderBlocks().get(level), channels, config.activation());
            if (level + 1 < config.decoderBlocks().size()) {
                layers.add(x -> Ops.upsampleNearest2d(x, config.upscaling()));
                layers.add(Conv2d.withoutBias(next(weights, layers), channels, channels, 3, 1, 1)::apply);
            }
        }
        layers.add(Conv2d.from(next(weights, layers), channels, config.outChannels(), 3, 1, 1)::apply);
        return layers;
    }

    private static void addBlocks(
            List<UnaryOperator<Tensor>> layers, Weights weights, int count, int channels, Activation activation) {
        for (int i = 0; i < count; i++) {
            layers.add(TinyBlock.from(next(weights, layers), channels, activation)::apply);
        }
    }

    /** Files number every layer, also those without weights. */
    private static Weights next(Weights weights, List<?> layers) {
        return weights.at("layers." + layers.size());
    }
}
