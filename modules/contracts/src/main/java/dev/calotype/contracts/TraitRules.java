package dev.calotype.contracts;

import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import java.util.ArrayList;
import java.util.List;

/** What every model says of itself. */
final class TraitRules {
    static final List<Rule<ModelTrial>> ALL = List.of(
            new Rule<>("its traits can be planned with", TraitRules::sensible),
            new Rule<>("describing and loading a model give the same traits", TraitRules::agree));

    private TraitRules() {}

    private static List<String> sensible(ModelTrial trial) {
        ModelTraits traits = trial.traits();
        PictureSizes sizes = traits.sizes();
        List<String> faults = new ArrayList<>();
        side("width", sizes.width(), sizes, faults);
        side("height", sizes.height(), sizes, faults);
        if (traits.steps() < 1) {
            faults.add("steps are " + traits.steps() + " where a job names none; they must be at least 1");
        }
        if (!Double.isFinite(traits.guidance())) {
            faults.add("guidance is " + traits.guidance() + " where a job names none; it must be finite");
        }
        return faults;
    }

    private static void side(String name, int value, PictureSizes sizes, List<String> faults) {
        boolean divides = sizes.multiple() >= 1 && value % sizes.multiple() == 0;
        if (value < 1 || !divides || value > sizes.largest()) {
            faults.add(name + " is " + value + " where a job names none; it must be a multiple of " + sizes.multiple()
                    + " up to " + sizes.largest());
        }
    }

    private static List<String> agree(ModelTrial trial) {
        ModelTraits described = trial.describing().get();
        ModelTraits loaded = trial.traits();
        List<String> faults = new ArrayList<>();
        differ("prediction", described.prediction(), loaded.prediction(), faults);
        differ("sizes", described.sizes(), loaded.sizes(), faults);
        differ("sampler", described.sampler(), loaded.sampler(), faults);
        differ("schedule", described.schedule(), loaded.schedule(), faults);
        differ("guidance", described.guidance(), loaded.guidance(), faults);
        differ("steps", described.steps(), loaded.steps(), faults);
        differ("range of times", described.process().range(), loaded.process().range(), faults);
        return faults;
    }

    private static void differ(String what, Object described, Object loaded, List<String> faults) {
        if (!described.equals(loaded)) {
            faults.add("the " + what + " is " + described + " as described and " + loaded
                    + " as loaded; jobs are planned with the first and walked with the second");
        }
    }
}
