package dev.calotype.contracts;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract of families of conditioning modules, and of the modules that they load onto the processor. Safe for any thread. */
public final class ConditionerExam {
    private static final List<Rule<ConditionerTrial<?>>> LOADED = Stream.concat(
                    ContributionRules.ALL.stream(), ConditionerRules.ALL.stream())
            .toList();

    private final Examiner examiner;

    /** An exam. */
    public ConditionerExam(Examiner examiner) {
        this.examiner = examiner;
    }

    /**
     * What comes of a family.
     *
     * @param module one of its directories, which damaged copies are made of; null where there is none
     */
    public Examination of(ConditionerFamily<?> family, @Nullable Path module) {
        FamilyTrial trial = FamilyTrial.of(family, module);
        String part = "conditioner family '" + trial.name() + "'";
        return examiner.examine(part, () -> trial, FamilyRules.of(FamilyTrial.MODULE))
                .and(examiner.examine(part, () -> OptionTrial.of(family), OptionRules.OPTIONS));
    }

    /** What comes of a module, loaded from its directory and asked as if for a model of the usual sizes. */
    public <O extends Record> Examination loaded(ConditionerFamily<O> family, Path module) {
        return examiner.examine(part(family, module), () -> ConditionerTrial.load(family, module), LOADED);
    }

    /**
     * What comes of a module inside the network of a model.
     *
     * @param model loads a model that it goes into, which is closed afterwards
     */
    public <O extends Record> Examination inside(ConditionerFamily<O> family, Path module, Supplier<Model> model) {
        List<Rule<ConditionedTrial>> rules = Stream.concat(
                        LOADED.stream().map(ConditionerExam::inside), ConditionedRules.ALL.stream())
                .toList();
        return examiner.examine(
                part(family, module) + " in a model", () -> ConditionedTrial.load(family, module, model), rules);
    }

    private static Rule<ConditionedTrial> inside(Rule<ConditionerTrial<?>> rule) {
        return new Rule<>(rule.sentence(), trial -> rule.look().apply(trial.module()));
    }

    private static String part(ConditionerFamily<?> family, Path module) {
        return "conditioner '" + module.getFileName() + "' of family '"
                + FamilyTrial.of(family, module).name() + "'";
    }
}
