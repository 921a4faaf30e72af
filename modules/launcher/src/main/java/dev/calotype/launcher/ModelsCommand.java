package dev.calotype.launcher;

import picocli.CommandLine.Command;

/** What is done with models; its subcommands do it. */
@Command(
        name = "models",
        description = "Adds, lists, shows, verifies and removes models.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | list | show | verify | remove)",
        subcommands = {
            ModelsAddCommand.class,
            ModelsListCommand.class,
            ModelsShowCommand.class,
            ModelsVerifyCommand.class,
            ModelsRemoveCommand.class
        })
final class ModelsCommand {}
