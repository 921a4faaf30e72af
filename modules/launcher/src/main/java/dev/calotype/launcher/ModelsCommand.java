package dev.calotype.launcher;

import picocli.CommandLine.Command;

/** What is done with models and conditioning modules; its subcommands do it. */
@Command(
        name = "models",
        description = "Adds, lists, shows, verifies and removes models and conditioning modules.",
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
