package dev.calotype.plugin.example;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Models of waves: a directory with a {@code waves.properties}. A job's width is a wave's length in samples, its height how
 * many waves it draws, one below the other.
 */
public final class WavesFamily implements ModelFamily {
    @Override
    public String name() {
        return "example-waves";
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.isRegularFile(directory.resolve(WaveSettings.FILE));
    }

    @Override
    public ModelTraits describe(Path directory) {
        return WaveSettings.read(directory).traits();
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        return new WavesModel(WaveSettings.read(directory));
    }
}
