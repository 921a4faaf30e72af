package dev.calotype.jobs;

import java.util.List;

/**
 * Which version of a plugin all nodes of a farm shall run, and where its jars are.
 *
 * @param current the one
 * @param enabled whether it shall be loaded at all
 * @param allowed whether the operator allowed this very content though it is not signed
 * @param earlier those that were wanted before, the latest last
 */
public record WantedPlugin(StoredVersion current, boolean enabled, boolean allowed, List<StoredVersion> earlier) {
    /** Copies the list. */
    public WantedPlugin {
        earlier = List.copyOf(earlier);
    }

    /** Its id. */
    public String id() {
        return current.version().id();
    }

    /**
     * A version and where it can be had.
     *
     * @param version which one
     * @param files its jars and its signature, in the artefact store; none for one that came with the program
     */
    public record StoredVersion(PluginUse version, List<StoredFile> files) {
        /** Copies the list. */
        public StoredVersion {
            files = List.copyOf(files);
        }
    }

    /**
     * A file in the artefact store.
     *
     * @param name what it is called beside the others
     * @param sha256 digest of its bytes, in lower-case hexadecimal
     */
    public record StoredFile(String name, String sha256) {}
}
