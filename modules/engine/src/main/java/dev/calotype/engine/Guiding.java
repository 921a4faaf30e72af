package dev.calotype.engine;

import dev.calotype.spi.Conditioning;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Guidance} at work: the conditionings of a walk's rows, and what their answers make. Linear kinds add up the
 * network's answers in single precision, as the reference does; the others work on denoised latents.
 */
final class Guiding {
    private Guiding() {}

    /** The conditionings of the rows of an evaluation: the positive one first. */
    static List<Conditioning> conditionings(Guidance guidance, Walk walk, int index) {
        return switch (guidance) {
            case Guidance.None none -> List.of(walk.positive());
            case Guidance.SelfNegative self -> List.of(walk.positive());
            case Guidance.ClassifierFree free -> both(walk);
            case Guidance.CfgPlusPlus plus -> both(walk);
            case Guidance.AdaptiveProjected projected -> both(walk);
            case Guidance.OnetimeNegative once -> index == 0 ? both(walk) : List.of(walk.positive());
            case Guidance.Perpendicular perpendicular ->
                List.of(walk.positive(), walk.negative(), perpendicular.empty());
            case Guidance.Composed composed -> all(walk, composed);
            case Guidance.Within within -> conditionings(at(within, walk, index), walk, index - first(within, walk));
        };
    }

    /** What the answers to those rows make. */
    static Guided combine(Guidance guidance, Walk walk, int index, Answers answers) {
        return switch (guidance) {
            case Guidance.None none -> Guided.of(answers.denoised(answers.row(0), answers.result()));
            case Guidance.ClassifierFree free ->
                Guided.of(answers.denoised(ClassifierFreeSum.of(free, answers), answers.result()));
            case Guidance.Composed composed ->
                Guided.of(answers.denoised(ClassifierFreeSum.of(composed, answers), answers.result()));
            case Guidance.Perpendicular perpendicular ->
                Guided.of(answers.denoised(PerpendicularSum.of(perpendicular, answers), answers.result()));
            case Guidance.CfgPlusPlus plus ->
                new Guided(
                        answers.denoised(ClassifierFreeSum.of(plus.scale(), answers), answers.result()),
                        answers.denoised(answers.row(1), new float[answers.size()]),
                        null);
            case Guidance.SelfNegative self ->
                Guided.of(Residual.against(walk.origin(), self.scale(), self.moderation(), answers));
            case Guidance.OnetimeNegative once -> Residual.against(once, answers);
            case Guidance.AdaptiveProjected projected -> AdaptiveProjection.of(projected, answers);
            case Guidance.Within within -> combine(at(within, walk, index), walk, index - first(within, walk), answers);
        };
    }

    private static Guidance at(Guidance.Within within, Walk walk, int index) {
        return within.covers(index, walk.plan().evaluations()) ? within.guidance() : new Guidance.None();
    }

    private static int first(Guidance.Within within, Walk walk) {
        return within.first(walk.plan().evaluations());
    }

    private static List<Conditioning> both(Walk walk) {
        return List.of(walk.positive(), walk.negative());
    }

    private static List<Conditioning> all(Walk walk, Guidance.Composed composed) {
        List<Conditioning> all = new ArrayList<>(both(walk));
        composed.others().forEach(part -> all.add(part.conditioning()));
        return all;
    }
}
