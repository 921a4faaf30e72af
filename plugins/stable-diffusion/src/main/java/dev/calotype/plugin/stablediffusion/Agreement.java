package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.EmbeddingConfig;
import dev.calotype.networks.UNetConfig;
import dev.calotype.networks.UNetLevel;
import java.util.List;

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

    /** Whether the U-Net reads what the text encoders say, and nothing else. */
    void signals(UNetConfig unet, List<ClipTextConfig> texts) {
        int size = texts.stream().mapToInt(ClipTextConfig::size).sum();
        String owner = texts.size() == 1
                ? "text_encoder/config.json: hidden_size is"
                : "text_encoder/config.json and text_encoder_2/config.json: their hidden_size together is";
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
        added(embedding, texts);
    }

    private void added(EmbeddingConfig embedding, List<ClipTextConfig> texts) {
        boolean reads = embedding.idChannels() > 0;
        if (reads != texts.size() > 1) {
            faults.add("unet/config.json: addition_embed_type is " + (reads ? "text_time" : "not text_time")
                    + " and the model has " + texts.size() + " text encoder(s); text_time needs text_encoder_2, and"
                    + " two text encoders need text_time");
        } else if (reads) {
            int projection = texts.getLast().projection();
            need(
                    "projection_class_embeddings_input_dim",
                    embedding.addedSize(),
                    projection + RowSignals.TIME_IDS * embedding.idChannels(),
                    "text_encoder_2/config.json: projection_dim is " + projection + ", which with "
                            + RowSignals.TIME_IDS + " times addition_time_embed_dim makes");
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
