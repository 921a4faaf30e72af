package dev.calotype.server;

import dev.calotype.jobs.PluginUse;
import dev.calotype.registry.PluginVersion;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Versions of plugins, as jobs and messages tell of them. */
final class PluginNames {
    private PluginNames() {}

    /** For messages: {@code plugin 'a' 1.0 and plugin 'b' 2.0}. */
    static String of(List<PluginVersion> versions) {
        return joined(versions, PluginVersion::label);
    }

    /** The same with what tells them apart even where they call themselves alike: {@code plugin 'a' 1.0 (0123456789ab)}. */
    static String exactly(List<PluginVersion> versions) {
        return joined(versions, version -> version.label() + " (" + version.shortDigest() + ")");
    }

    private static String joined(List<PluginVersion> versions, Function<PluginVersion, String> text) {
        return versions.isEmpty() ? "no plugin" : versions.stream().map(text).collect(Collectors.joining(" and "));
    }

    /** For a job's document. */
    static List<PluginUse> uses(List<PluginVersion> versions) {
        return versions.stream()
                .map(version -> new PluginUse(version.id(), version.version(), version.digest()))
                .toList();
    }
}
