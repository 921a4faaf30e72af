package dev.calotype.launcher;

import dev.calotype.registry.PluginVersion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Wants a plugin loaded again. */
@Command(name = "enable", description = "Loads a plugin again that was disabled.", mixinStandardHelpOptions = true)
final class PluginsEnableCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the plugin's id")
    String id = "";

    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        try {
            PluginVersion version = plugins.installation().enable(id, true);
            return plugins.tell(version, PluginsOptions.current(version));
        } catch (IllegalArgumentException e) {
            throw new Complaint(String.valueOf(e.getMessage()));
        }
    }
}
