package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.UNet2DConfig;
import dev.calotype.networks.VQModelConfig;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a model without a text encoder, read and found right, without its weights.
 *
 * @param unet the U-Net's configuration
 * @param unetWeights the U-Net's file
 * @param codec the autoencoder, or null for a model that diffuses pixels
 * @param classes what its prompts may name
 * @param scheduler what the model's scheduler says
 * @param guidance the guidance scale where a job asks for none
 * @param steps the step count where a job asks for none
 */
record PixelDirectory(
        UNet2DConfig unet,
        Path unetWeights,
        @Nullable Codec codec,
        ClassNames classes,
        SchedulerReading scheduler,
        double guidance,
        int steps) {
    /** How many times the trained size a side may be. */
    private static final int STRETCH = 4;

    /**
     * An autoencoder's configuration and file.
     *
     * @param config the configuration
     * @param weights the file
     */
    record Codec(VQModelConfig config, Path weights) {}

    /** How many pixels a side of one latent value stands for. */
    int scale() {
        return codec == null ? 1 : codec.config().scale();
    }

    /** What both sides of a picture must be a multiple of. */
    int multiple() {
        return scale() * unet.reduction();
    }

    ModelTraits traits() {
        int width = unet.sampleWidth() * scale();
        int height = unet.sampleHeight() * scale();
        return new ModelTraits(
                scheduler.process(),
                scheduler.prediction(),
                new PictureSizes(width, height, multiple(), STRETCH * Math.max(width, height)),
                scheduler.sampler(),
                scheduler.schedule(),
                guidance,
                steps,
                scheduler.corrections(),
                PictureUse.NONE,
                List.of());
    }
}
