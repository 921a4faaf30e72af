package dev.calotype.jobs;

import dev.calotype.spi.Correction;
import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks for, complete: every choice is made. It never changes after the door.
 *
 * @param id unique in the farm
 * @param tenant who pays
 * @param priority higher goes first
 * @param model the model's name
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
 */
public record JobSpec(
        String id,
        String tenant,
        int priority,
        String model,
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
        @Nullable Instant deadline) {
    /** Copies the corrections. */
    public JobSpec {
        corrections = List.copyOf(corrections);
    }
}
