package dev.calotype.benchmarks;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** What every program has in common that runs in a {@link FreshJvm} and answers with properties on standard output. */
final class Child {
    private Child() {}

    /** Runs it, and ends without libtorch's destructors. */
    static void run(Callable<Integer> program, String... arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        int code = new CommandLine(program).execute(arguments);
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    /** Answers with a property. */
    static void say(String name, double value) {
        System.out.println(name + "=" + value);
    }
}
