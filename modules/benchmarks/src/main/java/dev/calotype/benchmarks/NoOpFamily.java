package dev.calotype.benchmarks;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Files;
import java.nio.file.Path;

/** The family of {@link NoOpModel}: any directory that has an empty file {@code no-op}. */
public final class NoOpFamily implements ModelFamily {
    static final String MARK = "no-op";

    @Override
    public String name() {
        return MARK;
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.exists(directory.resolve(MARK));
    }

    @Override
    public ModelTraits describe(Path directory) {
        return NoOpModel.TRAITS;
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        return new NoOpModel();
    }
}
