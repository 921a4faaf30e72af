package dev.calotype.registry;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One version of a plugin and how it stands on this node.
 *
 * @param version which
 * @param state how it stands
 * @param signature what its signature is worth
 * @param permissions what it needs, as it states
 * @param adds what it adds, such as {@code sampler euler}
 * @param users how many jobs, loaded models and generations use it
 * @param notes why it stands so, a sentence each
 */
public record PluginStatus(
        PluginVersion version,
        State state,
        Signature signature,
        Set<Permission> permissions,
        List<String> adds,
        int users,
        List<String> notes) {
    /** Copies the lists. */
    public PluginStatus {
        permissions = Set.copyOf(permissions);
        adds = List.copyOf(adds);
        notes = List.copyOf(notes);
    }

    /** How a version can stand. */
    public enum State {
        /** It will be loaded when a farm starts. */
        WANTED,
        /** New jobs get it. */
        CURRENT,
        /** Jobs in flight still use it. */
        DRAINING,
        /** It is closed and its loader not yet collected. */
        CLOSED,
        /** It is closed and something keeps its loader. */
        LEAKING,
        /** It could not be loaded. */
        REFUSED,
        /** The operator does not want it loaded. */
        DISABLED;

        /** The name on the wire, in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static PluginStatus of(LoadedPlugin loaded, State state) {
        Plugin plugin = loaded.plugin();
        List<String> adds = java.util.stream.Stream.of(
                        plugin.samplers().stream().map(factory -> "sampler " + factory.name()),
                        plugin.schedules().stream().map(factory -> "schedule " + factory.name()),
                        plugin.families().stream().map(family -> "model family " + family.name()))
                .flatMap(names -> names)
                .toList();
        List<String> notes = loaded.isStuck() ? List.of("it does not return from a call and is set aside") : List.of();
        return new PluginStatus(
                loaded.version(),
                state,
                loaded.signature(),
                plugin.manifest().permissions(),
                adds,
                loaded.uses().count(),
                notes);
    }

    static PluginStatus of(PluginVersion version, State state, List<String> notes) {
        return new PluginStatus(version, state, Signature.NONE, Set.of(), List.of(), 0, notes);
    }
}
