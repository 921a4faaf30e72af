package dev.calotype.plugin.stablediffusion;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNet2D;
import dev.calotype.networks.UNet2DConfig;
import dev.calotype.networks.VQModel;
import dev.calotype.networks.VQModelConfig;
import dev.calotype.schedulers.SchedulerReading;
import dev.calotype.spi.ModelRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the directory of a model without a text encoder: its configurations and the headers of its weights. */
final class PixelReading {
    private static final String CODEC = "vqvae";
    private static final int COLOURS = 3;
    private static final int STEPS = 50;

    private final Path directory;
    private final ModelReading reading;

    private PixelReading(Path directory) {
        this.directory = directory;
        reading = new ModelReading(directory);
    }

    /** Whether these are the components of such a model. */
    static boolean recognises(ModelIndex index) {
        return index.component(ModelIndex.UNET).filter("UNet2DModel"::equals).isPresent()
                && index.component(ModelIndex.TEXT_ENCODER).isEmpty()
                && index.component(ModelIndex.AUTOENCODER).isEmpty();
    }

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static PixelDirectory read(Path directory) {
        return new PixelReading(directory).read();
    }

    private PixelDirectory read() {
        ModelIndex index = ModelIndex.open(directory);
        ConfigReader suggestions = index.suggestions();
        double guidance = suggestions.number("guidance", 1);
        int steps = suggestions.integer("steps", STEPS);
        SchedulerReading scheduler = reading.config("scheduler/scheduler_config.json", SchedulerReading::of);
        var unet = reading.component(ModelIndex.UNET, ModelReading.DIFFUSERS, UNet2DConfig::read, UNet2D::new);
        PixelDirectory.Codec codec = codec(index);
        ClassNames classes = ClassNames.read(index.json(), unet.config().classes());
        check(unet.config(), codec);
        List<String> faults = reading.faults();
        faults.addAll(index.json().faults());
        faults.addAll(suggestions.faults());
        if (!faults.isEmpty() || unet.weights() == null) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new PixelDirectory(unet.config(), unet.weights(), codec, classes, scheduler, guidance, steps);
    }

    private PixelDirectory.@Nullable Codec codec(ModelIndex index) {
        Optional<String> found = index.component(CODEC);
        if (found.isEmpty()) {
            return null;
        }
        if (!found.get().equals("VQModel")) {
            index.json().fault(CODEC, "is " + found.get() + "; supported: VQModel");
            return null;
        }
        var codec = reading.component(CODEC, ModelReading.DIFFUSERS, VQModelConfig::read, VQModel::new);
        return codec.weights() == null ? null : new PixelDirectory.Codec(codec.config(), codec.weights());
    }

    private void check(UNet2DConfig unet, PixelDirectory.@Nullable Codec codec) {
        int channels = codec == null ? COLOURS : codec.config().codeSize();
        if (unet.inChannels() != channels) {
            String owner = codec == null ? "a picture has" : CODEC + "/config.json: vq_embed_dim is";
            reading.faults()
                    .add("unet/config.json: in_channels is " + unet.inChannels() + "; " + owner + " " + channels);
        }
        if (unet.outChannels() != unet.inChannels() && unet.outChannels() != 2 * unet.inChannels()) {
            reading.faults()
                    .add("unet/config.json: out_channels is " + unet.outChannels() + "; in_channels is "
                            + unet.inChannels() + ", and as many or twice as many, with variances, are needed");
        }
    }
}
