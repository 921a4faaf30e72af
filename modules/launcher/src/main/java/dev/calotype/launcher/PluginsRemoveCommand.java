package dev.calotype.launcher;

import dev.calotype.registry.PluginVersion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets a plugin that was installed. */
@Command(
        name = "remove",
        description = "Removes a plugin; one that came with the program comes back as it was.",
        mixinStandardHelpOptions = true)
final class PluginsRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the plugin's id")
    String id = "";

    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        try {
            PluginVersion version = plugins.installation().remove(id);
            return plugins.tell(version, PluginsOptions.gone(version));
        } catch (IllegalArgumentException e) {
            throw new Complaint(String.valueOf(e.getMessage()));
        }
    }
}
