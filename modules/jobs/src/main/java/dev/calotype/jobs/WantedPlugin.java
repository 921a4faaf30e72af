package dev.calotype.jobs;

import java.util.List;

/**
 * Which version of a plugin all nodes of a farm shall run, and where its jars are.
 *
 * @param version the one
 * @param enabled whether it shall be loaded at all
 * @param allowed whether the operator allowed this very content though it is not signed
 * @param earlier those that were wanted before, the latest last
 * @param files its jars and its signature, in the artefact store; none for one that came with the program
 */
public record WantedPlugin(
        PluginUse version, boolean enabled, boolean allowed, List<PluginUse> earlier, List<StoredFile> files) {
    /** Copies the lists. */
    public WantedPlugin {
        earlier = List.copyOf(earlier);
        files = List.copyOf(files);
    }

    /**
     * A file in the artefact store.
     *
     * @param name what it is called beside the others
     * @param sha256 digest of its bytes, in lower-case hexadecimal
     */
    public record StoredFile(String name, String sha256) {}
}
