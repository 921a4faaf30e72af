package dev.calotype.launcher;

import picocli.CommandLine.Command;

/** What an author of plugins needs, before a farm sees the plugin. */
@Command(
        name = "plugin",
        description = "Begins a plugin, and checks a built one.",
        mixinStandardHelpOptions = true,
        subcommands = {PluginNewCommand.class, PluginCheckCommand.class})
final class PluginCommand {}
