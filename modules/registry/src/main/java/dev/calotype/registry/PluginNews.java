package dev.calotype.registry;

import java.util.List;
import java.util.Optional;

/** What happened to the plugins, for the log, the metrics and the world. */
public sealed interface PluginNews {
    /**
     * A version became current.
     *
     * @param before the one it replaced, whose jobs go on with it; empty for a plugin that was not there
     */
    record Switched(PluginVersion now, Optional<PluginVersion> before) implements PluginNews {}

    /**
     * A version was not loaded.
     *
     * @param place the file, or the version's label
     * @param reasons all of them
     * @param serving the version of this plugin that goes on; empty if there is none
     */
    record Refused(String place, List<String> reasons, Optional<PluginVersion> serving) implements PluginNews {
        /** Copies the reasons. */
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** A plugin is not offered to jobs any more. */
    record Withdrawn(PluginVersion version) implements PluginNews {}

    /** The last job of a version that is not current ended, and its loader was closed. */
    record Closed(PluginVersion version) implements PluginNews {}

    /** The loader of a closed version was collected: nothing of it is left. */
    record Collected(PluginVersion version) implements PluginNews {}

    /**
     * The loader of a closed version was not collected.
     *
     * @param hints what probably keeps it
     */
    record Leaking(PluginVersion version, List<String> hints) implements PluginNews {
        /** Copies the hints. */
        public Leaking {
            hints = List.copyOf(hints);
        }
    }

    /** Whether somebody should do something about it. */
    default boolean isBad() {
        return this instanceof Refused || this instanceof Leaking;
    }

    /** One line for the log. */
    default String line() {
        return switch (this) {
            case Switched(PluginVersion now, Optional<PluginVersion> before) ->
                now.label() + " (" + now.shortDigest() + ") is current"
                        + before.map(old -> "; jobs in flight keep " + old.version() + " (" + old.shortDigest() + ")")
                                .orElse("");
            case Refused(String place, List<String> reasons, Optional<PluginVersion> serving) ->
                "plugin " + place + " was not loaded: " + String.join("; ", reasons)
                        + serving.map(old -> "; version " + old.version() + " (" + old.shortDigest() + ") goes on")
                                .orElse("");
            case Withdrawn(PluginVersion version) -> version.label() + " is not offered any more";
            case Closed(PluginVersion version) ->
                version.label() + " (" + version.shortDigest() + ") is closed; its last job has ended";
            case Collected(PluginVersion version) ->
                version.label() + " (" + version.shortDigest() + ") is gone: its loader was collected";
            case Leaking(PluginVersion version, List<String> hints) ->
                version.label() + " (" + version.shortDigest()
                        + ") leaks: it was closed and something keeps its loader. " + String.join("; ", hints);
        };
    }
}
