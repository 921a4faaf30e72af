package dev.calotype.launcher;

import dev.calotype.registry.PluginRefused;
import dev.calotype.registry.PluginVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a plugin in and wants it loaded; a farm that runs there switches to it while its jobs go on. */
@Command(
        name = "install",
        description = "Installs a plugin, or another version of it, on a running farm or for the next start.",
        mixinStandardHelpOptions = true)
final class PluginsInstallCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "JAR|DIR",
            description = "the plugin's jar, or a folder with it and the libraries it needs; its signature beside it")
    Path file = Path.of("");

    @Option(names = "--allow-unsigned", description = "run this very content though nobody signed it")
    boolean unsigned;

    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(file)) {
            throw new Complaint("there is no file or folder '" + file + "'; build the plugin first");
        }
        try {
            PluginVersion version = plugins.installation().install(file, unsigned);
            return plugins.tell(version, PluginsOptions.current(version));
        } catch (PluginRefused e) {
            throw Complaint.of("the plugin " + file + " is not installed:", e.faults());
        }
    }
}
