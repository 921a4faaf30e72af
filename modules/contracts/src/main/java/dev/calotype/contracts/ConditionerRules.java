package dev.calotype.contracts;

import dev.calotype.spi.Attribute;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How every conditioning module answers, whatever network it goes into. */
final class ConditionerRules {
    static final List<Rule<ConditionerTrial<?>>> ALL = List.of(
            new Rule<>("the same input gives the same", ConditionerRules::repeated),
            new Rule<>("it leaves the job's picture as it is", ConditionerRules::ownership),
            new Rule<>("what it cannot use is refused with what it needs", ConditionerRules::refused),
            new Rule<>(
                    "attributes that a job does not name are as usual, and those out of range are refused",
                    ConditionerRules::attributes),
            new Rule<>("what frames are told is one prompt each, or nothing", ConditionerRules::told),
            new Rule<>(
                    "loading it again gives the same, and closing one leaves the other", ConditionerRules::reloaded));

    private ConditionerRules() {}

    private static List<String> repeated(ConditionerTrial<?> trial) {
        Contents first = Contents.of(trial.asked(1));
        trial.asked(2);
        return first.differences("the second time", Contents.of(trial.asked(1)));
    }

    private static List<String> ownership(ConditionerTrial<?> trial) {
        Signal picture = trial.picture(3);
        if (picture == null) {
            return List.of();
        }
        float[] before = picture.values().clone();
        trial.asked(trial.input(picture, 1, 0, 1));
        return Arrays.equals(before, picture.values())
                ? List.of()
                : List.of("the picture is written to; take a copy, for other modules and walks read it too");
    }

    private static List<String> refused(ConditionerTrial<?> trial) {
        List<String> faults = new ArrayList<>();
        if (trial.traits().wants() != ConditionerTraits.Wants.NOTHING) {
            faults.addAll(answer(trial, "no picture", null));
            faults.addAll(answer(trial, "a picture of 1×1", trial.picture(1, 1, 1)));
            faults.addAll(answer(trial, "a picture of 7×3", trial.picture(1, 7, 3)));
        }
        for (int size : List.of(1, 7)) {
            Canvas odd = trial.canvas().folded(size);
            faults.addAll(answer(trial.on(odd), "a latent of " + odd.latent().axes(), trial.picture(1)));
        }
        return faults;
    }

    private static List<String> attributes(ConditionerTrial<?> trial) {
        List<String> faults = new ArrayList<>();
        for (Attribute attribute : trial.traits().attributes()) {
            Contents usual = Contents.of(trial.asked(Map.of(attribute.name(), attribute.usual())));
            faults.addAll(usual.differences(attribute.name() + " left out", Contents.of(trial.asked(Map.of()))));
            for (double value : List.of(Double.NaN, Math.nextUp(attribute.most()), Math.nextDown(attribute.least()))) {
                faults.addAll(taken(trial, attribute.name(), value));
            }
        }
        if (!trial.traits().attributes().isEmpty()) {
            faults.addAll(taken(trial, "none-of-it", 0));
        }
        return faults;
    }

    private static List<String> told(ConditionerTrial<?> trial) {
        List<String> faults = new ArrayList<>();
        for (String prompt : List.of("", "a red ring", "({[<\\E$1")) {
            for (int frames : List.of(1, 5)) {
                List<String> told = trial.conditioner().told(prompt, frames);
                if (!told.isEmpty() && told.size() != frames) {
                    faults.add("it has " + told.size() + " prompts for " + frames + " frames that are told '" + prompt
                            + "'; give one each, or none");
                } else if (!told.equals(trial.conditioner().told(prompt, frames))) {
                    faults.add("it tells " + frames + " frames something else the second time");
                }
            }
        }
        return faults;
    }

    private static List<String> taken(ConditionerTrial<?> trial, String name, double value) {
        try {
            trial.asked(Map.of(name, value));
            return List.of("'" + name + "' at " + value + " is taken; throw an IllegalArgumentException that says what"
                    + " it has and what it may be, for a module may change while jobs wait for it");
        } catch (IllegalArgumentException promised) {
            return List.of();
        }
    }

    /** What is wrong with how it answers; nothing if it takes it, or refuses it in words. */
    private static List<String> answer(ConditionerTrial<?> trial, String given, @Nullable Signal picture) {
        ConditionerInput input = trial.input(picture, 1, 0, 1);
        try {
            trial.asked(input);
            return List.of();
        } catch (IllegalArgumentException promised) {
            return promised.getMessage() == null || promised.getMessage().isBlank()
                    ? List.of(given + " is refused without a word; say what was found and what it needs")
                    : List.of();
        } catch (RuntimeException other) {
            return List.of(given + " is answered with " + Thrown.told(other)
                    + "; throw an IllegalArgumentException that says what was found and what it needs");
        }
    }

    private static List<String> reloaded(ConditionerTrial<?> trial) {
        Contents first = Contents.of(trial.asked(1));
        List<String> faults = new ArrayList<>();
        try (ConditionerTrial<?> again = trial.again()) {
            faults.addAll(first.differences("loaded again", Contents.of(again.asked(1))));
        }
        faults.addAll(first.differences("after another was closed", Contents.of(trial.asked(1))));
        return faults;
    }
}
