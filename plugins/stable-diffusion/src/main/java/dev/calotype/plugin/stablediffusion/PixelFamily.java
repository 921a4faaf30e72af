package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Path;

/**
 * Diffusion without a text encoder: an unconditional or class-conditional U-Net on pixels, or on the latents of a
 * vector-quantised autoencoder; in the layout of a diffusers directory.
 */
public final class PixelFamily implements ModelFamily {
    /** The family, as the plugin's service file names it. */
    public PixelFamily() {}

    @Override
    public String name() {
        return "pixels";
    }

    @Override
    public boolean recognises(Path directory) {
        return PixelReading.recognises(ModelIndex.open(directory));
    }

    @Override
    public ModelTraits describe(Path directory) {
        return PixelReading.read(directory).traits();
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        return PixelModel.load(PixelReading.read(directory), device);
    }
}
