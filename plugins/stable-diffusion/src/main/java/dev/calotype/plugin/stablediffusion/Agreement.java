package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.EmbeddingConfig;
import dev.calotype.networks.UNetConfig;
import dev.calotype.networks.UNetLevel;
import dev.calotype.spi.FramingUse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the components of a model fit together. */
record Agreement(List<String> faults) {
    private static final int COLOURS = 3;

    /** Whether the U-Net diffuses what the autoencoder makes. */
    void channels(UNetConfig unet, CodecFiles codec) {
        int channels = codec.channels();
        boolean pixels = codec instanceof CodecFiles.None;
        String owner = pixels ? "a picture without an autoencoder has" : "vae/config.json: latent_channels is";
        if (pixels || unet.inChannels() != masked(channels)) {
            need("in_channels", unet.inChannels(), channels, owner);
        }
        need("out_channels", unet.outChannels(), channels, owner);
        int[] colours = codec.colours();
        if (colours[0] != COLOURS || colours[1] != COLOURS) {
            faults.add("vae/config.json: in_channels and out_channels are " + colours[0] + " and " + colours[1]
                    + "; a picture has " + COLOURS);
        }
    }

    /**
     * Whether the U-Net reads what the text encoders say, and nothing else.
     *
     * @param framing which time ids the index says that it reads
     */
    void signals(UNetConfig unet, Map<AdapterPart, ClipTextConfig> texts, FramingUse framing) {
        int size = texts.values().stream().mapToInt(ClipTextConfig::size).sum();
        String files = texts.keySet().stream()
                .map(part -> part.folder() + "/config.json")
                .collect(Collectors.joining(" and "));
        String owner = files + (texts.size() == 1 ? ": hidden_size is" : ": their hidden_size together is");
        need(unet.contextInput() == 0 ? "cross_attention_dim" : "encoder_hid_dim", unet.contextSize(), size, owner);
        List<Integer> sizes =
                unet.levels().stream().map(UNetLevel::contextSize).distinct().toList();
        if (sizes.size() > 1) {
            faults.add("unet/config.json: cross_attention_dim is " + sizes + "; all levels read the same text, so it"
                    + " must be one size");
        }
        EmbeddingConfig embedding = unet.embedding();
        if (embedding.classes() != EmbeddingConfig.Classes.NONE) {
            faults.add("unet/config.json: class_embed_type or num_class_embeds asks for classes; text is all that"
                    + " this family gives");
        }
        if (embedding.guidanceSize() > 0) {
            faults.add("unet/config.json: time_cond_proj_dim is " + embedding.guidanceSize()
                    + "; an embedded guidance scale is not given, so it must be null");
        }
        added(embedding, texts.get(AdapterPart.TEXT_2), framing);
    }

    private void added(EmbeddingConfig embedding, @Nullable ClipTextConfig second, FramingUse framing) {
        boolean reads = embedding.idChannels() > 0;
        if (reads != (second != null)) {
            faults.add("unet/config.json: addition_embed_type is " + (reads ? "text_time" : "not text_time")
                    + " and the model has " + (second == null ? "no" : "a") + " text_encoder_2; text_time needs"
                    + " text_encoder_2, and text_encoder_2 needs text_time");
        } else if (second == null) {
            if (framing == FramingUse.SCORE) {
                faults.add("model_index.json: " + ModelIndex.SCORED
                        + " is true; a U-Net without addition_embed_type text_time reads no score");
            }
        } else {
            need(
                    "projection_class_embeddings_input_dim",
                    embedding.addedSize(),
                    second.projection() + framing.numbers() * embedding.idChannels(),
                    "text_encoder_2/config.json: projection_dim is " + second.projection() + ", which with "
                            + framing.numbers() + " times addition_time_embed_dim (model_index.json: "
                            + ModelIndex.SCORED + " is " + (framing == FramingUse.SCORE) + ") makes");
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
