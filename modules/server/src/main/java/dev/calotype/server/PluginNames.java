package dev.calotype.server;

import dev.calotype.jobs.PluginUse;
import dev.calotype.registry.PluginVersion;
import java.util.List;
import java.util.stream.Collectors;

/** Versions of plugins, as jobs and messages tell of them. */
final class PluginNames {
    private PluginNames() {}

    /** For messages: {@code plugin 'a' 1.0 and plugin 'b' 2.0}. */
    static String of(List<PluginVersion> versions) {
        return versions.isEmpty()
                ? "no plugin"
                : versions.stream().map(PluginVersion::label).collect(Collectors.joining(" and "));
    }

    /** For a job's document. */
    static List<PluginUse> uses(List<PluginVersion> versions) {
        return versions.stream()
                .map(version -> new PluginUse(version.id(), version.version(), version.digest()))
                .toList();
    }
}
