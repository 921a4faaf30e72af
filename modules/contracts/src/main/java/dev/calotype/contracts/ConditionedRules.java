package dev.calotype.contracts;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every conditioning module keeps inside a network that it goes into, and the network with it. */
final class ConditionedRules {
    static final List<Rule<ConditionedTrial>> ALL = List.of(
            new Rule<>("it is made for the model's network", ConditionedRules::fitting),
            new Rule<>("it changes the network's answers, which stay what they must be", ConditionedRules::effect),
            new Rule<>("at strength 0 rows are answered as without it, to the bit", ConditionedRules::absent),
            new Rule<>("the same row with it is answered the same again", ConditionedRules::repeated),
            new Rule<>("a row's answer with it does not depend on who shares the call", ConditionedRules::company));

    private ConditionedRules() {}

    private static List<String> fitting(ConditionedTrial trial) {
        BackboneShape needed = trial.module().traits().backbone();
        BackboneShape given = trial.model().traits().backbone();
        if (given == null) {
            return List.of("the model's traits say no backbone, so that no module goes into it");
        }
        return needed.fits(given)
                ? List.of()
                : List.of("it is made for " + needed.inWords() + "; the model has " + given.inWords());
    }

    private static List<String> effect(ConditionedTrial trial) {
        float[] bare = trial.alone(trial.bare(1));
        float[] changed = trial.alone(trial.with(1, 1, 1));
        List<String> faults = new ArrayList<>();
        if (changed.length != bare.length) {
            faults.add("an answer with it has " + changed.length + " values, and " + bare.length + " without it");
        }
        if (!NetworkRules.isFinite(changed)) {
            faults.add("an answer with it is not finite");
        }
        if (Arrays.equals(bare, changed)) {
            faults.add(
                    "at strength 1 the answer is as without it; if the network knows no such insert, its class must be one"
                            + " that both see, of the networks or of the same plugin");
        }
        return faults;
    }

    private static List<String> absent(ConditionedTrial trial) {
        return Arrays.equals(trial.alone(trial.bare(1)), trial.alone(trial.with(1, 1, 0)))
                ? List.of()
                : List.of("at strength 0 the answer is not as without it");
    }

    private static List<String> repeated(ConditionedTrial trial) {
        float[] first = trial.alone(trial.with(1, 1, 1));
        trial.alone(trial.with(2, 2, 0.5));
        return Arrays.equals(first, trial.alone(trial.with(1, 1, 1)))
                ? List.of()
                : List.of("the same row is answered otherwise the second time");
    }

    private static List<String> company(ConditionedTrial trial) {
        Row[] rows = {trial.with(1, 1, 1), trial.bare(2), trial.with(3, 2, 0.5), trial.with(4, 3, 0), trial.bare(5)};
        List<float[]> together = trial.evaluate(rows);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            String what = "row " + i + (rows[i].conditioning().inserts().isEmpty() ? ", without it," : ", with it,")
                    + " alone and with four others";
            NetworkRules.differ(what, trial.alone(rows[i]), together.get(i), faults);
        }
        return faults;
    }
}
