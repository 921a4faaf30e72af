package dev.calotype.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job wants its prompts to pull on each step; the engine's guidance of the same name says what each number does. In
 * JSON a number is classifier-free guidance of that scale; anything else is an object with its kind.
 */
public sealed interface GuidanceChoice {
    /** The further prompts, in their order; none but composed guidance has any. */
    default List<Composed.Prompt> prompts() {
        return List.of();
    }

    /** Towards the prompt, away from the negative one; a scale of 1 is none. */
    record ClassifierFree(double scale, double rescale) implements GuidanceChoice {}

    /** Several prompts together; the weight is the job's own prompt's. */
    record Composed(double weight, List<Prompt> prompts) implements GuidanceChoice {
        /** Copies the prompts. */
        public Composed {
            prompts = List.copyOf(prompts);
        }

        /** One prompt more, for a part of the picture or, without a region, for all of it. */
        public record Prompt(
                String prompt, double weight, @Nullable Region region) {
            /** One for the whole picture. */
            public Prompt(String prompt, double weight) {
                this(prompt, weight, null);
            }
        }

        /** Where in the picture a prompt counts. */
        public sealed interface Region {}

        /** A rectangle, its sides as shares of the picture's width and height from the left and the top. */
        public record Box(double left, double top, double right, double bottom) implements Region {}

        /** What is white in a picture, stretched over the job's; {@code mask} is where it lies, see {@link PictureAddress}. */
        public record Painted(String mask) implements Region {}
    }

    /** CFG++; the scale is a share. */
    record CfgPlusPlus(double scale) implements GuidanceChoice {}

    /** The negative prompt without what it shares with the prompt. */
    record Perpendicular(double scale, double strength) implements GuidanceChoice {}

    /** Away from the start, without rows for it. */
    record SelfNegative(double scale, double moderation) implements GuidanceChoice {}

    /** Away from the first answer to the negative prompt. */
    record OnetimeNegative(double scale, double moderation) implements GuidanceChoice {}

    /** Adaptive projected guidance. */
    record AdaptiveProjected(double scale, double share, double threshold, double momentum) implements GuidanceChoice {}

    /** Guidance in a part of the walk, from and to as shares of its evaluations. */
    record Within(double from, double to, GuidanceChoice guidance) implements GuidanceChoice {
        @Override
        public List<Composed.Prompt> prompts() {
            return guidance.prompts();
        }
    }

    /** Classifier-free guidance of this scale. */
    static GuidanceChoice ofScale(double scale) {
        return new ClassifierFree(scale, 0);
    }
}
