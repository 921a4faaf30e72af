package dev.calotype.launcher;

import dev.calotype.registry.Permission;
import dev.calotype.registry.PluginStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows every version of a plugin that is here. */
@Command(name = "show", description = "Shows all that is known of a plugin.", mixinStandardHelpOptions = true)
final class PluginsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the plugin's id")
    String id = "";

    @Mixin
    PluginsOptions plugins = new PluginsOptions();

    @Override
    public Integer call() throws IOException {
        for (PluginStatus status : plugins.status(id)) {
            Say.result(PluginsOptions.line(status));
            Say.result("  digest       " + status.version().digest());
            Say.result("  adds         " + String.join(", ", status.adds()));
            Say.result("  needs        "
                    + status.permissions().stream()
                            .map(Permission::label)
                            .sorted()
                            .collect(Collectors.joining(", ")));
            Say.result("  signed by    " + status.signature().signer());
            Say.result("  users        " + status.users());
        }
        return 0;
    }
}
