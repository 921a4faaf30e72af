package dev.calotype.registry;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a node's plugins lie.
 *
 * @param inbox the plugin directory that people put jars and folders into
 * @param state what the registry keeps: private copies, the wanted set, the operator's trusted keys
 * @param builtIn directories of plugins that come with the program
 */
public record PluginHome(Path inbox, Path state, List<Path> builtIn) {
    /** Copies the directories. */
    public PluginHome {
        builtIn = List.copyOf(builtIn);
    }

    /** The private copies. */
    public Path versions() {
        return state.resolve("versions");
    }

    /** The wanted set. */
    public Path wanted() {
        return state.resolve("wanted.properties");
    }

    /** What this node and its farm wanted when they last agreed. */
    public Path agreed() {
        return state.resolve("agreed.properties");
    }

    /** The trusted keys, {@code NAME.pub} each. */
    public Path keys() {
        return state.resolve("keys");
    }

    /** What was taken out of the inbox. */
    Path taken() {
        return state.resolve("taken.properties");
    }
}
