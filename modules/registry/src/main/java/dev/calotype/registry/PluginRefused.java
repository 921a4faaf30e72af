package dev.calotype.registry;

import java.util.List;

/** A plugin cannot be loaded; says every reason at once. */
public final class PluginRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** Refuses a plugin; each fault says what was found and what to do. */
    PluginRefused(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Every reason. */
    public List<String> faults() {
        return faults;
    }
}
