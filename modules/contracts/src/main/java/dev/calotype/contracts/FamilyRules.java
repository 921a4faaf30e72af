package dev.calotype.contracts;

import dev.calotype.spi.ModelRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every family of models makes of directories, good and bad. */
final class FamilyRules {
    static final List<Rule<FamilyTrial>> ALL = List.of(
            new Rule<>("it has a name in lower case without spaces", FamilyRules::name),
            new Rule<>("it does not recognise what is no model", FamilyRules::strangers),
            new Rule<>("it recognises its own model, and describes it", FamilyRules::own),
            new Rule<>("a model that lacks a file is described, or refused with what is missing", FamilyRules::missing),
            new Rule<>("a model with a damaged file is described, or refused with its name", FamilyRules::damaged));

    private FamilyRules() {}

    private static List<String> name(FamilyTrial trial) {
        String name = trial.family().name();
        return name.matches("[a-z0-9][a-z0-9._-]*")
                ? List.of()
                : List.of("its name is '" + name + "'; use lower-case letters, digits and any of . _ -");
    }

    private static List<String> strangers(FamilyTrial trial) {
        List<String> faults = new ArrayList<>();
        if (trial.empty(trial.family()::recognises)) {
            faults.add("it recognises an empty directory as its own");
        }
        if (trial.empty(directory -> trial.family().recognises(directory.resolve("absent")))) {
            faults.add("it recognises a directory that does not exist");
        }
        faults.addAll(trial.empty(directory -> answer(trial, directory, "an empty directory")));
        return faults;
    }

    private static List<String> own(FamilyTrial trial) {
        Path model = trial.model();
        if (model == null) {
            return List.of();
        }
        if (!trial.family().recognises(model)) {
            return List.of("it does not recognise " + model);
        }
        var first = trial.family().describe(model);
        var second = trial.family().describe(model);
        return first.sizes().equals(second.sizes()) && first.sampler().equals(second.sampler())
                ? List.of()
                : List.of("it describes " + model + " differently the second time");
    }

    private static List<String> missing(FamilyTrial trial) {
        List<String> faults = new ArrayList<>();
        for (Path file : trial.files()) {
            faults.addAll(trial.without(file, directory -> answer(trial, directory, "a model without " + file)));
        }
        return faults;
    }

    private static List<String> damaged(FamilyTrial trial) {
        List<String> faults = new ArrayList<>();
        for (Path file : trial.files()) {
            faults.addAll(
                    trial.cut(file, directory -> answer(trial, directory, "a model whose " + file + " is cut off")));
        }
        return faults;
    }

    /** What is wrong with how a directory is answered; nothing if it is described, or refused with a reason. */
    private static List<String> answer(FamilyTrial trial, Path directory, String what) {
        try {
            trial.family().recognises(directory);
            trial.family().describe(directory);
            return List.of();
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
