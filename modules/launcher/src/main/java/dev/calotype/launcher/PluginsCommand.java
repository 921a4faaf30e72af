package dev.calotype.launcher;

import picocli.CommandLine.Command;

/** What is done with the plugins of a farm; its subcommands do it. */
@Command(
        name = "plugins",
        description = "Installs, lists, shows, enables, disables, rolls back and removes plugins.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(install | list | show | enable | disable | rollback | remove | sign)",
        subcommands = {
            PluginsInstallCommand.class,
            PluginsListCommand.class,
            PluginsShowCommand.class,
            PluginsEnableCommand.class,
            PluginsDisableCommand.class,
            PluginsRollbackCommand.class,
            PluginsRemoveCommand.class,
            PluginsSignCommand.class
        })
final class PluginsCommand {}
