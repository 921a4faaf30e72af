package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.EmbeddingConfig;
import dev.calotype.networks.UNetConfig;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import java.nio.file.Path;
import java.util.List;

/**
 * A model directory that was read and found right, without its weights.
 *
 * @param networks its networks
 * @param zerosNothing whether zeros stand in the place of no negative prompt, instead of the empty text
 * @param scheduler what the model's scheduler says
 * @param guidance the guidance scale where a job asks for none
 * @param steps the step count where a job asks for none
 * @param adapters what lies beside it for jobs to ask for
 * @param warnings what its configurations say that is not known, one sentence each
 */
record ModelDirectory(
        Networks networks,
        boolean zerosNothing,
        SchedulerReading scheduler,
        double guidance,
        int steps,
        AdapterFolder adapters,
        List<String> warnings) {
    /** Copies the warnings. */
    ModelDirectory {
        warnings = List.copyOf(warnings);
    }

    /**
     * The networks' configurations and files.
     *
     * @param unet the U-Net's configuration
     * @param unetWeights the U-Net's file
     * @param texts its text encoders in order: the first, the second, or both
     * @param codec what stands between pictures and latents
     */
    record Networks(UNetConfig unet, Path unetWeights, List<Text> texts, CodecFiles codec) {
        /** Copies the text encoders. */
        Networks {
            texts = List.copyOf(texts);
        }
    }

    /**
     * A text encoder's configuration, file and tokenizer.
     *
     * @param part which of the model's networks it is
     * @param config its configuration
     * @param weights its file
     * @param tokenizer its tokenizer
     */
    record Text(AdapterPart part, ClipTextConfig config, Path weights, ClipTokenizer tokenizer) {
        /** Whether it has a projection, as second text encoders have. */
        boolean projects() {
            return part == AdapterPart.TEXT_2;
        }
    }

    /** How many times the trained size a side may be. */
    private static final int STRETCH = 4;

    /** How many pixels a side of one latent value stands for. */
    int scale() {
        return networks.codec().scale();
    }

    ModelTraits traits() {
        int width = networks.unet().sampleWidth() * scale();
        int height = networks.unet().sampleHeight() * scale();
        return new ModelTraits(
                scheduler.process(),
                scheduler.prediction(),
                new PictureSizes(width, height, scale(), STRETCH * Math.max(width, height)),
                scheduler.sampler(),
                scheduler.schedule(),
                guidance,
                steps,
                scheduler.corrections(),
                pictures(),
                adapters.installed(),
                networks.unet().shape(networks.unet().outChannels()),
                framing(),
                networks.texts().size() > 1);
    }

    /** Which time ids the U-Net reads: what its embedding has room for beside the projected text. */
    FramingUse framing() {
        EmbeddingConfig embedding = networks.unet().embedding();
        if (embedding.idChannels() == 0) {
            return FramingUse.NONE;
        }
        int ids = embedding.addedSize() - networks.texts().getLast().config().projection();
        return ids == FramingUse.SCORE.numbers() * embedding.idChannels() ? FramingUse.SCORE : FramingUse.SIZES;
    }

    private PictureUse pictures() {
        return networks.unet().inChannels() == networks.unet().outChannels()
                ? PictureUse.ORIGIN
                : PictureUse.MASKED_CHANNELS;
    }
}
