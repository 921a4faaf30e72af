package dev.calotype.contracts;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What every conditioning module says of itself and adds to a walk. */
final class ContributionRules {
    static final List<Rule<ConditionerTrial<?>>> ALL = List.of(
            new Rule<>("it says which network it goes into, and how much memory it takes", ContributionRules::traits),
            new Rule<>("it adds something, in shapes that a network can take", ContributionRules::shapes),
            new Rule<>("at strength 0 it adds nothing that works", ContributionRules::absent),
            new Rule<>("it works in the part of the walk that the job asks for", ContributionRules::range));

    private static final int EVALUATIONS = 8;
    private static final double FROM = 0.25;
    private static final double TO = 0.75;

    private ContributionRules() {}

    private static List<String> traits(ConditionerTrial<?> trial) {
        BackboneShape backbone = trial.traits().backbone();
        List<String> faults = new ArrayList<>();
        if (backbone.kind().isBlank()) {
            faults.add("the kind of its backbone is blank; name the class of network that it goes into");
        }
        boolean negative = backbone.latentChannels() < 0
                || backbone.tokenSize() < 0
                || Stream.concat(backbone.channels().stream(), backbone.layers().stream())
                        .anyMatch(number -> number < 1);
        if (negative) {
            faults.add("its backbone is " + backbone.inWords() + "; sizes are at least 1, or 0 where it does not care");
        }
        long whole = trial.family().bytes(trial.directory(), Precision.FP32);
        long half = trial.family().bytes(trial.directory(), Precision.FP16);
        if (half < 0 || whole < half) {
            faults.add("it takes " + whole + " bytes in 32 bits and " + half
                    + " in 16; these are bytes of weights, 0 where it cannot tell");
        }
        return faults;
    }

    private static List<String> shapes(ConditionerTrial<?> trial) {
        Contribution added = trial.asked(1);
        List<GivenSignal> signals = GivenSignal.of(added);
        if (signals.isEmpty() && insertions(added).isEmpty()) {
            return List.of("it adds neither a signal nor an insert to a whole walk at strength 1");
        }
        List<String> faults = new ArrayList<>(Contents.of(added).unfinished());
        List<Integer> latent = trial.canvas().latent().axes();
        int tokenSize = trial.traits().backbone().tokenSize();
        signals.forEach(signal -> faults.addAll(signal.misshapen(latent, tokenSize)));
        return faults;
    }

    private static List<String> absent(ConditionerTrial<?> trial) {
        Contribution added = trial.asked(trial.input(1, 0));
        List<String> faults = new ArrayList<>();
        GivenSignal.of(added).forEach(signal -> faults.add("it gives " + signal.name() + " at strength 0; give none"));
        insertions(added).stream()
                .filter(one -> works(one).findAny().isPresent())
                .map(one -> "an insert works at strength " + one.strength()
                        + " where the job asks for 0; take ConditionerInput.insertion")
                .forEach(faults::add);
        return faults;
    }

    private static List<String> range(ConditionerTrial<?> trial) {
        try {
            return within(trial.asked(trial.input(trial.picture(1), 1, FROM, TO)));
        } catch (IllegalArgumentException refused) {
            return List.of();
        }
    }

    private static List<String> within(Contribution added) {
        List<String> faults = new ArrayList<>();
        GivenSignal.of(added)
                .forEach(signal -> faults.add("it gives " + signal.name() + " to the whole walk where the job asks for"
                        + " a part; give an Insert, or refuse parts with an IllegalArgumentException"));
        insertions(added).stream()
                .filter(one -> works(one).anyMatch(i -> i < EVALUATIONS * FROM || i >= EVALUATIONS * TO))
                .map(one -> "an insert works from " + one.from() + " to " + one.to() + " where the job asks for " + FROM
                        + " to " + TO + "; take ConditionerInput.insertion")
                .forEach(faults::add);
        boolean idle =
                insertions(added).stream().noneMatch(one -> works(one).findAny().isPresent());
        return faults.isEmpty() && idle ? List.of("nothing of it works from " + FROM + " to " + TO) : faults;
    }

    /** At which of eight evaluations an insertion works. */
    private static IntStream works(Insertion insertion) {
        return IntStream.range(0, EVALUATIONS).filter(i -> insertion.worksAt(i, EVALUATIONS));
    }

    private static List<Insertion> insertions(Contribution added) {
        return Stream.of(added.positive(), added.negative())
                .flatMap(conditioning -> conditioning.inserts().stream())
                .toList();
    }
}
