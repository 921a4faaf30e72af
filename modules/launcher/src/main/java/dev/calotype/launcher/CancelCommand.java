package dev.calotype.launcher;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks to cancel jobs. */
@Command(
        name = "cancel",
        description = "Asks to cancel jobs; they stop at their next step.",
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "jobs' ids")
    List<String> ids = List.of();

    @Mixin
    FarmOptions farm = new FarmOptions();

    @Override
    public Integer call() {
        try (FarmOptions.Reached reached = farm.running()) {
            ids.forEach(reached.client()::known);
            for (String id : ids) {
                reached.client().cancel(id);
                Say.result(id);
            }
        }
        return 0;
    }
}
