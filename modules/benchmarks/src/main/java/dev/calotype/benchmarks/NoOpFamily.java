package dev.calotype.benchmarks;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The family of {@link NoOpModel}: any directory that has an empty file {@code no-op}. */
public final class NoOpFamily implements ModelFamily {
    static final String MARK = "no-op";

    /** The plugin that brings it into a farm. */
    static PluginJar plugin() {
        return new PluginJar(
                MARK,
                "1",
                List.of(NoOpFamily.class, NoOpModel.class),
                Map.of("META-INF/services/dev.calotype.spi.ModelFamily", NoOpFamily.class.getName()));
    }

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
