package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import java.nio.file.Path;
import java.util.List;

/**
 * Stable Diffusion 1.x, 2.x and XL, its refiner, and what is built like them: one CLIP text encoder or two, a conditional
 * U-Net and an autoencoder, or no autoencoder for a model that diffuses pixels; in the layout of a diffusers directory.
 */
public final class StableDiffusionFamily implements ModelFamily {
    /** The family, as the plugin's service file names it. */
    public StableDiffusionFamily() {}

    @Override
    public String name() {
        return "stable-diffusion";
    }

    @Override
    public boolean recognises(Path directory) {
        return ModelIndex.open(directory).isStableDiffusion();
    }

    @Override
    public ModelTraits describe(Path directory) {
        return ModelReading.read(directory).traits();
    }

    @Override
    public List<String> warnings(Path directory) {
        return ModelReading.read(directory).warnings();
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        return load(directory, device, Precision.FP32);
    }

    @Override
    public Model load(Path directory, DeviceSpec device, Precision precision) {
        return load(directory, device, precision, WeightStorage.PLAIN);
    }

    @Override
    public Model load(Path directory, DeviceSpec device, Precision precision, WeightStorage storage) {
        return StableDiffusionModel.load(ModelReading.read(directory), new Opening(device, storage), precision);
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        return bytes(directory, precision, WeightStorage.PLAIN);
    }

    @Override
    public long bytes(Path directory, Precision precision, WeightStorage storage) {
        return WeightBytes.of(ModelReading.read(directory).networks(), precision, storage);
    }
}
