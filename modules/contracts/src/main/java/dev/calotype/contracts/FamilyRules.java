package dev.calotype.contracts;

import dev.calotype.spi.ModelRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What every family of models or conditioning modules makes of directories, good and bad. */
final class FamilyRules {
    static final Rule<FamilyTrial> NAME = new Rule<>("it has a name in lower case without spaces", FamilyRules::name);

    private FamilyRules() {}

    /** The rules for families whose directories hold this kind of thing. */
    static List<Rule<FamilyTrial>> of(String kind) {
        return List.of(
                NAME,
                new Rule<>("it does not recognise what is no " + kind, FamilyRules::strangers),
                new Rule<>("it recognises its own " + kind + ", and describes it", FamilyRules::own),
                new Rule<>("it describes on virtual threads too, as a farm's door asks it", FamilyRules::virtual),
                new Rule<>(
                        "a " + kind + " that lacks a file is described, or refused with what is missing",
                        FamilyRules::missing),
                new Rule<>(
                        "a " + kind + " with a damaged file is described, or refused with its name",
                        FamilyRules::damaged));
    }

    private static List<String> name(FamilyTrial trial) {
        String name = trial.named().get();
        return name != null && name.matches("[a-z0-9][a-z0-9._-]*")
                ? List.of()
                : List.of("its name is '" + name + "'; use lower-case letters, digits and any of . _ -");
    }

    private static List<String> strangers(FamilyTrial trial) {
        List<String> faults = new ArrayList<>();
        if (trial.empty(trial.recognised()::test)) {
            faults.add("it recognises an empty directory as its own");
        }
        if (trial.empty(directory -> trial.recognised().test(directory.resolve("absent")))) {
            faults.add("it recognises a directory that does not exist");
        }
        faults.addAll(trial.empty(directory -> answer(trial, directory, "an empty directory")));
        return faults;
    }

    private static List<String> own(FamilyTrial trial) {
        Path own = trial.directory();
        if (own == null) {
            return List.of();
        }
        if (!trial.recognised().test(own)) {
            return List.of("it does not recognise " + own);
        }
        return trial.described().apply(own).equals(trial.described().apply(own))
                ? List.of()
                : List.of("it describes " + own + " differently the second time");
    }

    private static List<String> virtual(FamilyTrial trial) {
        Path own = trial.directory();
        if (own == null) {
            return List.of();
        }
        var asked = new FutureTask<>(() -> trial.described().apply(own));
        Thread.ofVirtual().start(asked);
        try {
            asked.get();
            return List.of();
        } catch (ExecutionException e) {
            return List.of("on a virtual thread it answers " + own + " with " + Thrown.told(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("describing " + own + " was broken off");
        }
    }

    private static List<String> missing(FamilyTrial trial) {
        List<String> faults = new ArrayList<>();
        for (Path file : trial.files()) {
            faults.addAll(trial.without(
                    file, directory -> answer(trial, directory, "a " + trial.kind() + " without " + file)));
        }
        return faults;
    }

    private static List<String> damaged(FamilyTrial trial) {
        List<String> faults = new ArrayList<>();
        for (Path file : trial.files()) {
            faults.addAll(trial.cut(
                    file,
                    directory -> answer(trial, directory, "a " + trial.kind() + " whose " + file + " is cut off")));
        }
        return faults;
    }

    /** What is wrong with how a directory is answered; nothing if it is described, or refused with a reason. */
    private static List<String> answer(FamilyTrial trial, Path directory, String what) {
        try {
            var unused = trial.recognised().test(directory);
            return trial.described().apply(directory) == null ? List.of(what + " is described as null") : List.of();
        } catch (ModelRefused promised) {
            return promised.faults().stream().allMatch(String::isBlank)
                    ? List.of(what + " is refused without a reason; say which file, what was found, what is needed")
                    : List.of();
        } catch (RuntimeException | StackOverflowError other) {
            return List.of(what + " is answered with " + Thrown.told(other)
                    + "; throw a ModelRefused that says which file it is, what was found and what is needed");
        }
    }
}
