package dev.calotype.spi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a network looks like to the conditioning modules that are built into it.
 *
 * @param kind the network's class, such as {@code UNet2DConditionModel}
 * @param latentChannels of the latent it denoises; 0 where a module does not care
 * @param channels of the features of each level, finest first; empty where a module does not care
 * @param layers of each level; empty where a module does not care
 * @param tokenSize of the tokens its cross-attention reads; 0 where it reads none, or a module does not care
 */
public record BackboneShape(
        String kind, int latentChannels, List<Integer> channels, List<Integer> layers, int tokenSize) {
    /** Copies the lists. */
    public BackboneShape {
        channels = List.copyOf(channels);
        layers = List.copyOf(layers);
    }

    /** Whether a module that needs this shape goes into a network of that shape. */
    public boolean fits(BackboneShape network) {
        return kind.equals(network.kind)
                && (latentChannels == 0 || latentChannels == network.latentChannels)
                && (channels.isEmpty() || channels.equals(network.channels))
                && (layers.isEmpty() || layers.equals(network.layers))
                && (tokenSize == 0 || tokenSize == network.tokenSize);
    }

    /** The shape in words, such as {@code UNet2DConditionModel with latents of 4 channels, tokens of 768}. */
    public String inWords() {
        var words = new StringBuilder(kind);
        if (latentChannels > 0) {
            words.append(", latents of ").append(latentChannels).append(" channels");
        }
        if (!channels.isEmpty()) {
            words.append(", levels of ").append(listed(channels)).append(" channels");
        }
        if (!layers.isEmpty()) {
            words.append(", ").append(listed(layers)).append(" layers");
        }
        return tokenSize == 0
                ? words.toString()
                : words.append(", tokens of ").append(tokenSize).toString();
    }

    private static String listed(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
