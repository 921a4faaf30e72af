package dev.calotype.jobs;

import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks for, complete: every choice is made. It never changes after the door.
 *
 * @param id unique in the farm
 * @param tenant who pays
 * @param priority higher goes first
 * @param model the model's name
 * @param adapters what changes the model for this job; their changes add up
 * @param prompt what to draw
 * @param negative what to avoid; may be empty
 * @param sampler which sampler, with its options
 * @param schedule which noise schedule, with its options
 * @param steps intervals of the schedule
 * @param guidance how its prompts pull on each step
 * @param corrections what is done to each denoised latent, in this order
 * @param seed of the first picture
 * @param count how many pictures
 * @param width in pixels
 * @param height in pixels
 * @param deadline if no worker has taken the job by then, it expires
 * @param image the picture it begins from, or null to begin from noise alone
 * @param refine a second walk at a larger size, or null
 * @param variation noise between two seeds, or null for the seed's own
 * @param prompting how its prompts are read
 * @param conditioners the conditioning modules it names, in this order
 * @param video the frames it is to have, or null for pictures
 * @param framing which picture the model is to think that it draws, or null for one that is shown whole
 * @param second what a second text encoder reads, or null for the same as the first
 * @param needs the versions of the plugins that it was admitted with; a node that has not got them yet waits until it has
 */
public record JobSpec(
        String id,
        String tenant,
        int priority,
        String model,
        List<AdapterChoice> adapters,
        String prompt,
        String negative,
        SamplerChoice sampler,
        SamplerChoice schedule,
        int steps,
        GuidanceChoice guidance,
        List<Correction> corrections,
        long seed,
        int count,
        int width,
        int height,
        @Nullable Instant deadline,
        @Nullable ImageChoice image,
        @Nullable Refinement refine,
        @Nullable Variation variation,
        Prompting prompting,
        List<ConditionerChoice> conditioners,
        @Nullable VideoChoice video,
        @Nullable Framing framing,
        @Nullable SecondPrompts second,
        List<PluginUse> needs) {
    /** Copies the lists; a job that was stored without a word on prompting reads prompts as they are written. */
    public JobSpec {
        adapters = List.copyOf(Objects.requireNonNullElse(adapters, List.of()));
        corrections = List.copyOf(corrections);
        prompting = Objects.requireNonNullElse(prompting, Prompting.PLAIN);
        conditioners = List.copyOf(Objects.requireNonNullElse(conditioners, List.of()));
        needs = List.copyOf(Objects.requireNonNullElse(needs, List.of()));
    }

    /** The same job, admitted with these versions of plugins. */
    public JobSpec needing(List<PluginUse> versions) {
        return new JobSpec(
                id,
                tenant,
                priority,
                model,
                adapters,
                prompt,
                negative,
                sampler,
                schedule,
                steps,
                guidance,
                corrections,
                seed,
                count,
                width,
                height,
                deadline,
                image,
                refine,
                variation,
                prompting,
                conditioners,
                video,
                framing,
                second,
                versions);
    }

    /** One of its further texts as its model is to read it. */
    public Prompt read(String text) {
        return new Prompt(text, prompting, adapters);
    }

    /** Its prompt as its model is to read it. */
    public Prompt readPrompt() {
        return new Prompt(prompt, prompting, adapters, seconds().prompt());
    }

    /** Its negative prompt as its model is to read it. */
    public Prompt readNegative() {
        return new Prompt(negative, prompting, adapters, seconds().negative());
    }

    private SecondPrompts seconds() {
        return Objects.requireNonNullElse(second, SecondPrompts.NONE);
    }
}
