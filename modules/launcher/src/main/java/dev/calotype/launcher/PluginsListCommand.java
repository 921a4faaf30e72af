package dev.calotype.launcher;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists plugins: on a running farm with those that drain, were refused or leak, else those that are wanted. */
@Command(name = "list", description = "Lists plugins and how they stand.", mixinStandardHelpOptions = true)
final class PluginsListCommand implements Callable<Integer> {
    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        plugins.status().forEach(status -> Say.result(PluginsOptions.line(status)));
        return 0;
    }
}
