package dev.calotype.jobs;

import java.util.Map;

/** Which plugins all nodes of a farm shall run. Every method is one transaction and blocks; for any thread. */
public interface FarmPlugins {
    /** What is wanted now. */
    Revision read();

    /**
     * Wants something else, unless somebody else did so since.
     *
     * @param before the revision that this is made from
     * @return whether it is wanted now; if not, read again
     */
    boolean replace(long before, Map<String, WantedPlugin> plugins);

    /**
     * What is wanted at one time.
     *
     * @param number grows with every change; 0 before the first
     * @param plugins by id
     */
    record Revision(long number, Map<String, WantedPlugin> plugins) {
        /** Copies the plugins. */
        public Revision {
            plugins = Map.copyOf(plugins);
        }
    }
}
