package dev.calotype.launcher;

import dev.calotype.registry.PluginVersion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Wants the version before. */
@Command(
        name = "rollback",
        description = "Goes back to the version of a plugin that was current before.",
        mixinStandardHelpOptions = true)
final class PluginsRollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the plugin's id")
    String id = "";

    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        try {
            PluginVersion version = plugins.installation().rollback(id);
            return plugins.tell(version, PluginsOptions.current(version));
        } catch (IllegalArgumentException e) {
            throw new Complaint(String.valueOf(e.getMessage()));
        }
    }
}
