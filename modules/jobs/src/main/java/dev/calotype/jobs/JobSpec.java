package dev.calotype.jobs;

import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
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
 * @param guidance classifier-free guidance scale; 1 is none
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
        double guidance,
        long seed,
        int count,
        int width,
        int height,
        @Nullable Instant deadline) {}
