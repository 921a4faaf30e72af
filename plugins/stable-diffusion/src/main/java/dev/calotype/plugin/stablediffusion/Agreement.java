package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AutoencoderConfig;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.UNetConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the components of a model fit together. */
record Agreement(List<String> faults) {
    private static final int COLOURS = 3;

    void check(UNetConfig unet, ClipTextConfig text, @Nullable AutoencoderConfig autoencoder) {
        int channels = autoencoder == null ? COLOURS : autoencoder.latentChannels();
        String owner =
                autoencoder == null ? "a picture without an autoencoder has" : "vae/config.json: latent_channels is";
        if (autoencoder == null || unet.inChannels() != masked(channels)) {
            need("in_channels", unet.inChannels(), channels, owner);
        }
        need("out_channels", unet.outChannels(), channels, owner);
        unet.levels().stream()
                .filter(level -> level.contextSize() != text.size())
                .findFirst()
                .ifPresent(level -> need(
                        "cross_attention_dim",
                        level.contextSize(),
                        text.size(),
                        "text_encoder/config.json: hidden_size is"));
        if (autoencoder != null && (autoencoder.inChannels() != COLOURS || autoencoder.outChannels() != COLOURS)) {
            faults.add("vae/config.json: in_channels and out_channels are " + autoencoder.inChannels() + " and "
                    + autoencoder.outChannels() + "; a picture has " + COLOURS);
        }
    }

    /** Of a network that paints into pictures: the latent, the mask, the latent of what is kept. */
    static int masked(int channels) {
        return 2 * channels + 1;
    }

    private void need(String field, int found, int needed, String owner) {
        if (found != needed) {
            faults.add("unet/config.json: " + field + " is " + found + "; " + owner + " " + needed);
        }
    }
}
