package dev.calotype.contracts;

import dev.calotype.spi.ModelFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contract of model families, and of the models that they load onto the processor. Safe for any thread. */
public final class FamilyExam {
    private static final List<Rule<ModelTrial>> LOADED = Stream.of(
                    TraitRules.ALL,
                    ProcessRules.ALL,
                    PromptRules.ALL,
                    NetworkRules.ALL,
                    ProductRules.ALL,
                    ProjectionRules.ALL)
            .flatMap(List::stream)
            .toList();

    private final Examiner examiner;

    /** An exam. */
    public FamilyExam(Examiner examiner) {
        this.examiner = examiner;
    }

    /**
     * What comes of a family.
     *
     * @param model one of its directories, which damaged copies are made of; null where there is none
     */
    public Examination of(ModelFamily family, @Nullable Path model) {
        FamilyTrial trial = FamilyTrial.of(family, model);
        return examiner.examine("model family '" + trial.name() + "'", () -> trial, FamilyRules.of(FamilyTrial.MODEL));
    }

    /** What comes of a model, loaded from its directory. */
    public Examination loaded(ModelFamily family, Path model) {
        return examiner.examine(
                "model '" + model.getFileName() + "' of family '"
                        + FamilyTrial.of(family, model).name() + "'",
                () -> ModelTrial.load(family, model),
                LOADED);
    }
}
