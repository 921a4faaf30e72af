package dev.calotype.launcher;

import dev.calotype.registry.PluginVersion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Wants a plugin not loaded, though it stays installed. */
@Command(
        name = "disable",
        description = "Offers a plugin to no more jobs, until it is enabled.",
        mixinStandardHelpOptions = true)
final class PluginsDisableCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the plugin's id")
    String id = "";

    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        try {
            PluginVersion version = plugins.installation().enable(id, false);
            return plugins.tell(version, PluginsOptions.gone(version));
        } catch (IllegalArgumentException e) {
            throw new Complaint(String.valueOf(e.getMessage()));
        }
    }
}
