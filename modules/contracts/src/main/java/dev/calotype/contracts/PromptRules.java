package dev.calotype.contracts;

import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every model makes of prompts and of the pictures that jobs give. */
final class PromptRules {
    static final List<Rule<ModelTrial>> ALL = List.of(
            new Rule<>(
                    "an empty prompt is a prompt too",
                    trial -> finite(trial.model().encode(Prompt.of("")))),
            new Rule<>("a prompt says the same each time, however long it is", PromptRules::repeats),
            new Rule<>("an adapter that the model does not have is refused", PromptRules::adapters),
            new Rule<>("it takes pictures if its traits say so, and else refuses them", PromptRules::pictures));

    private static final int WORDS = 3000;

    private PromptRules() {}

    private static List<String> repeats(ModelTrial trial) {
        List<String> faults = new ArrayList<>();
        for (String prompt : List.of("", "a red ring", "ring ".repeat(WORDS), "\u2603 \ud83d\ude00 \u0000")) {
            if (trial.accepted(prompt).isPresent()) {
                Encoding first = trial.model().encode(Prompt.of(prompt));
                faults.addAll(finite(first));
                if (!same(first, trial.model().encode(Prompt.of(prompt)))) {
                    faults.add("the prompt '" + shortened(prompt) + "' is encoded to other signals the second time");
                }
            }
        }
        return faults;
    }

    private static List<String> finite(Encoding encoding) {
        boolean finite = signals(encoding).allMatch(signal -> NetworkRules.isFinite(signal.values()));
        if (!finite) {
            return List.of("a prompt's signals are not finite");
        }
        return encoding.cutTokens() >= 0 ? List.of() : List.of(encoding.cutTokens() + " tokens are said to be cut off");
    }

    private static boolean same(Encoding a, Encoding b) {
        List<Signal> first = signals(a).toList();
        List<Signal> second = signals(b).toList();
        if (first.size() != second.size() || a.cutTokens() != b.cutTokens()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (!Arrays.equals(first.get(i).values(), second.get(i).values())) {
                return false;
            }
        }
        return true;
    }

    private static Stream<Signal> signals(Encoding encoding) {
        @Nullable Signal tokens = encoding.conditioning().tokens();
        @Nullable Signal pooled = encoding.conditioning().pooled();
        return Stream.concat(Stream.ofNullable(tokens), Stream.ofNullable(pooled));
    }

    private static List<String> adapters(ModelTrial trial) {
        try {
            trial.model()
                    .encode(new Prompt(
                            "a red ring", Prompting.PLAIN, List.of(new AdapterChoice("no such adapter", 1))));
            return List.of("'no such adapter' is taken; refuse it with an IllegalArgumentException");
        } catch (IllegalArgumentException promised) {
            return List.of();
        }
    }

    private static List<String> pictures(ModelTrial trial) {
        int width = trial.width();
        int height = trial.height();
        var grey = new Signal(new float[3 * width * height], List.of(3, height, width));
        boolean takes = trial.traits().pictures() != PictureUse.NONE;
        try {
            Posterior posterior = trial.model().posterior(grey);
            if (!takes) {
                return List.of("its traits say that it takes no pictures, and it takes one; throw an"
                        + " UnsupportedOperationException");
            }
            int found = posterior.mean().length;
            int wanted = trial.shape().size();
            return found == wanted
                    ? List.of()
                    : List.of("a picture's latent has " + found + " values; one of its size has " + wanted);
        } catch (UnsupportedOperationException promised) {
            return takes
                    ? List.of("its traits say that it takes pictures, and it refuses one: " + promised)
                    : List.of();
        }
    }

    private static String shortened(String prompt) {
        return prompt.length() < 40 ? prompt : prompt.substring(0, 40) + "…";
    }
}
