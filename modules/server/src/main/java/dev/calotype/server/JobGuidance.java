package dev.calotype.server;

import dev.calotype.engine.Guidance;
import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.spi.Conditioning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns the guidance that a job asks for into its walks' guidance. */
final class JobGuidance {
    private JobGuidance() {}

    /**
     * The engine's guidance.
     *
     * @param encode conditions rows on the further prompts of a kind that has some
     * @param regions where those prompts count
     * @throws IllegalArgumentException if a number is out of range
     */
    static Guidance of(GuidanceChoice asked, Function<String, Conditioning> encode, JobRegions regions) {
        return switch (asked) {
            case GuidanceChoice.ClassifierFree(double scale, double rescale) ->
                rescale == 0 ? Guidance.ofScale(scale) : new Guidance.ClassifierFree(scale, rescale);
            case GuidanceChoice.Composed(double weight, List<GuidanceChoice.Composed.Prompt> prompts) ->
                new Guidance.Composed(weight, parts(prompts, encode, regions));
            case GuidanceChoice.CfgPlusPlus(double scale) -> new Guidance.CfgPlusPlus(scale);
            case GuidanceChoice.Perpendicular(double scale, double strength) ->
                new Guidance.Perpendicular(scale, strength, encode.apply(""));
            case GuidanceChoice.SelfNegative(double scale, double moderation) ->
                new Guidance.SelfNegative(scale, moderation);
            case GuidanceChoice.OnetimeNegative(double scale, double moderation) ->
                new Guidance.OnetimeNegative(scale, moderation);
            case GuidanceChoice.AdaptiveProjected(double scale, double share, double threshold, double momentum) ->
                new Guidance.AdaptiveProjected(scale, share, threshold, momentum);
            case GuidanceChoice.Within(double from, double to, GuidanceChoice inner) ->
                new Guidance.Within(from, to, of(inner, encode, regions));
        };
    }

    private static List<Guidance.Composed.Part> parts(
            List<GuidanceChoice.Composed.Prompt> prompts, Function<String, Conditioning> encode, JobRegions regions) {
        List<Guidance.Composed.Part> parts = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            GuidanceChoice.Composed.Prompt prompt = prompts.get(i);
            parts.add(new Guidance.Composed.Part(
                    prompt.weight(), encode.apply(prompt.prompt()), regions.at(i, prompt.region())));
        }
        return parts;
    }
}
