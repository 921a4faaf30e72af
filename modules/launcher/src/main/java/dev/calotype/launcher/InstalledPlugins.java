package dev.calotype.launcher;

import dev.calotype.registry.Catalogue;
import dev.calotype.registry.PluginDirectory;
import dev.calotype.registry.PluginHome;
import dev.calotype.registry.PluginInstallation;
import dev.calotype.registry.PluginNews;
import dev.calotype.registry.PluginPolicy;
import dev.calotype.registry.PluginRegistry;
import dev.calotype.server.FarmParts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * The plugins of a data directory: those put into {@code plugins}, those that are wanted, and those that came with the
 * program. What the registry keeps lies beside them in {@code plugin-state}.
 */
record InstalledPlugins(DataDirectory data, PluginHome home, PluginPolicy policy) implements FarmParts.PluginsOpening {
    /**
     * Of a data directory.
     *
     * @param unsigned whether plugins without a signature are loaded that nobody allowed one by one
     */
    static InstalledPlugins of(DataDirectory data, boolean unsigned) {
        var home = new PluginHome(
                data.at("plugins"),
                data.at("plugin-state"),
                List.of(Distribution.current().plugins()));
        return new InstalledPlugins(data, home, unsigned ? PluginPolicy.USUAL.allowingUnsigned() : PluginPolicy.USUAL);
    }

    /**
     * The wanted plugins of a data directory, for a command that runs no farm. Those that cannot be loaded are told and left
     * out.
     */
    static PluginDirectory.Found load(DataDirectory data) {
        Logs.quiet();
        InstalledPlugins installed = of(data, false);
        try {
            PluginDirectory.Found found = new PluginInstallation(installed.home(), installed.policy()).load();
            found.faults().forEach(Say::line);
            return found;
        } catch (IOException e) {
            throw new Complaint("the plugins of " + data.root() + " cannot be read: " + e.getMessage());
        }
    }

    /** What those plugins add, by name. */
    static Catalogue catalogue(DataDirectory data) {
        return new Catalogue(load(data).plugins());
    }

    @Override
    public PluginRegistry open(Consumer<PluginNews> told) throws IOException {
        return new PluginRegistry(
                home,
                policy,
                InstantSource.system(),
                families ->
                        ModelStore.of(data, new Readers(families, List.of())).shelf(),
                told,
                System::gc);
    }
}
