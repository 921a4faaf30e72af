package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The plugin that brings {@link NoOpFamily} into a farm: a jar of its own, made from the classes here. */
final class NoOpPlugin {
    private NoOpPlugin() {}

    /** Writes the jar. */
    static void write(Path jar) throws IOException {
        new PluginJar(
                        "no-op",
                        "1",
                        List.of(NoOpFamily.class, NoOpModel.class),
                        Map.of("META-INF/services/dev.calotype.spi.ModelFamily", NoOpFamily.class.getName()))
                .write(jar);
    }
}
