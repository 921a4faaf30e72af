package dev.calotype.registry;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * One loaded version of a plugin.
 *
 * @param manifest who it is
 * @param digest SHA-256 over its jars, in lower-case hexadecimal
 * @param samplers what it adds
 * @param schedules what it adds
 * @param families what it adds
 * @param conditioners what it adds
 */
public record Plugin(
        PluginManifest manifest,
        String digest,
        List<SamplerFactory<?>> samplers,
        List<ScheduleFactory<?>> schedules,
        List<ModelFamily> families,
        List<ConditionerFamily<?>> conditioners) {
    /** Copies the lists. */
    public Plugin {
        samplers = List.copyOf(samplers);
        schedules = List.copyOf(schedules);
        families = List.copyOf(families);
        conditioners = List.copyOf(conditioners);
    }

    /** A plugin without conditioning modules. */
    public Plugin(
            PluginManifest manifest,
            String digest,
            List<SamplerFactory<?>> samplers,
            List<ScheduleFactory<?>> schedules,
            List<ModelFamily> families) {
        this(manifest, digest, samplers, schedules, families, List.of());
    }

    /** Which version this is. */
    public PluginVersion version() {
        return new PluginVersion(manifest.id(), manifest.version(), digest);
    }

    /** Everything it adds. */
    Stream<Object> parts() {
        return Stream.of(samplers, schedules, families, conditioners).flatMap(List::stream);
    }
}
