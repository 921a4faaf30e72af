package dev.calotype.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
        name = "calotype",
        description = "Renders pictures with diffusion models, from a queue of jobs.",
        mixinStandardHelpOptions = true,
        version = "calotype 0.1.0",
        subcommands = {
            ServerCommand.class,
            RenderCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            CancelCommand.class,
            ListCommand.class,
            SamplersCommand.class,
            PluginCommand.class,
            ModelsCommand.class,
            PluginsCommand.class,
            DemoCommand.class,
            TrainCommand.class,
            ScoreCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs a command; the exit status is 0 only if all it was asked for succeeded. */
    public static void main(String[] arguments) {
        int status = run(arguments);
        System.out.flush();
        System.err.flush();
        // Native threads of libtorch may still be about; a regular exit can crash in their destructors.
        Runtime.getRuntime().halt(status);
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, result) -> explain(e, line))
                .execute(arguments);
    }

    private static int explain(Exception e, CommandLine line) {
        if (e instanceof Complaint) {
            line.getErr().println("calotype: " + e.getMessage());
            return 1;
        }
        e.printStackTrace(line.getErr());
        line.getErr().println("calotype: this is a fault of the program, not of what you asked");
        return 70;
    }
}
