package dev.calotype.benchmarks;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The family of {@link RingModel}: any directory that has an empty file {@code ring}. */
public final class RingFamily implements ModelFamily {
    static final String NAME = "ring";

    /** The plugin that brings it into a farm. */
    static PluginJar plugin() {
        return new PluginJar(
                NAME,
                "1",
                List.of(RingFamily.class, RingModel.class, StepTimes.class),
                Map.of("META-INF/services/dev.calotype.spi.ModelFamily", RingFamily.class.getName()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.exists(directory.resolve(NAME));
    }

    @Override
    public ModelTraits describe(Path directory) {
        return RingModel.TRAITS;
    }

    @Override
    public Model load(Path directory, DeviceSpec device) {
        return new RingModel(new StepTimes(directory.resolve(StepTimes.FILE)));
    }
}
