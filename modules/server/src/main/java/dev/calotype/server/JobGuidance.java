package dev.calotype.server;

import dev.calotype.engine.Guidance;
import dev.calotype.engine.Region;
import dev.calotype.jobs.GuidanceChoice;
import dev.calotype.spi.Conditioning;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the guidance that a job asks for into its walks' guidance. */
final class JobGuidance {
    private JobGuidance() {}

    /**
     * The engine's guidance.
     *
     * @param encode conditions rows on the further prompts of a kind that has some
     * @throws IllegalArgumentException if a number is out of range
     */
    static Guidance of(GuidanceChoice asked, Function<String, Conditioning> encode) {
        return switch (asked) {
            case GuidanceChoice.ClassifierFree(double scale, double rescale) ->
                rescale == 0 ? Guidance.ofScale(scale) : new Guidance.ClassifierFree(scale, rescale);
            case GuidanceChoice.Composed(double weight, List<GuidanceChoice.Composed.Prompt> prompts) ->
                new Guidance.Composed(weight, parts(prompts, encode));
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
                new Guidance.Within(from, to, of(inner, encode));
        };
    }

    private static List<Guidance.Composed.Part> parts(
            List<GuidanceChoice.Composed.Prompt> prompts, Function<String, Conditioning> encode) {
        return prompts.stream()
                .map(prompt -> new Guidance.Composed.Part(
                        prompt.weight(), encode.apply(prompt.prompt()), region(prompt.box())))
                .toList();
    }

    private static Region region(GuidanceChoice.Composed.@Nullable Box box) {
        return box == null ? new Region.Everywhere() : new Region.Box(box.left(), box.top(), box.right(), box.bottom());
    }
}
