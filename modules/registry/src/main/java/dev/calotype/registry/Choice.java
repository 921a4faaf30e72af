package dev.calotype.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which version of a plugin is wanted.
 *
 * @param version the one
 * @param enabled whether it shall be loaded at all
 * @param allowed whether the operator allowed this very content though it is not signed
 * @param earlier those that were wanted before, the latest last; at most {@link #KEPT}
 */
public record Choice(PluginVersion version, boolean enabled, boolean allowed, List<PluginVersion> earlier) {
    /** How many earlier versions can be gone back to. */
    public static final int KEPT = 5;

    /** Keeps the latest of the earlier versions. */
    public Choice {
        earlier = List.copyOf(earlier.subList(Math.max(0, earlier.size() - KEPT), earlier.size()));
    }

    /** The first choice of a plugin. */
    public static Choice of(PluginVersion version) {
        return new Choice(version, true, false, List.of());
    }

    /** A choice of this version, with this one as the one before. */
    public Choice then(PluginVersion next, boolean isAllowed) {
        List<PluginVersion> before = new ArrayList<>(earlier);
        before.removeIf(past -> past.digest().equals(next.digest()));
        if (!version.digest().equals(next.digest())) {
            before.removeIf(past -> past.digest().equals(version.digest()));
            before.add(version);
        }
        return new Choice(next, true, isAllowed, before);
    }

    /** The choice before this one; empty if there was none. */
    public Optional<Choice> back() {
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(new Choice(earlier.getLast(), true, true, earlier.subList(0, earlier.size() - 1)));
    }

    /** The same version, to be loaded or not. */
    public Choice enabled(boolean isEnabled) {
        return new Choice(version, isEnabled, allowed, earlier);
    }
}
