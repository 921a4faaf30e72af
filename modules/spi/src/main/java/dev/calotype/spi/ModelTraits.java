package dev.calotype.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the farm has to know of a model to plan a job for it, read without loading weights.
 *
 * @param process the noise process it was trained on
 * @param prediction what its network predicts
 * @param sizes the picture sizes it can draw
 * @param sampler the sampler a job gets that names none
 * @param schedule the schedule a job gets that names none
 * @param guidance the guidance scale a job gets that asks for none; 1 is none
 * @param steps the step count a job gets that asks for none
 * @param corrections what a job's denoised latents get that asks for none
 * @param pictures what it does with pictures that jobs give
 * @param adapters what lies beside it for jobs to ask for
 * @param backbone what its network looks like to conditioning modules, or null where it has no port for any
 * @param framing which numbers about the picture that it is to draw it reads
 * @param secondPrompt whether it has a second text encoder, which may be told something else than the first
 */
public record ModelTraits(
        NoiseProcess process,
        Prediction prediction,
        PictureSizes sizes,
        SamplerChoice sampler,
        SamplerChoice schedule,
        double guidance,
        int steps,
        List<Correction> corrections,
        PictureUse pictures,
        List<InstalledAdapter> adapters,
        @Nullable BackboneShape backbone,
        FramingUse framing,
        boolean secondPrompt) {
    /** Copies the lists. */
    public ModelTraits {
        corrections = List.copyOf(corrections);
        adapters = List.copyOf(adapters);
    }

    /** A model with one text encoder and without ports for conditioning modules, which reads no numbers about pictures. */
    public ModelTraits(
            NoiseProcess process,
            Prediction prediction,
            PictureSizes sizes,
            SamplerChoice sampler,
            SamplerChoice schedule,
            double guidance,
            int steps,
            List<Correction> corrections,
            PictureUse pictures,
            List<InstalledAdapter> adapters) {
        this(
                process,
                prediction,
                sizes,
                sampler,
                schedule,
                guidance,
                steps,
                corrections,
                pictures,
                adapters,
                null,
                FramingUse.NONE,
                false);
    }

    /** A model that asks for no corrections, takes no pictures and has no adapters. */
    public ModelTraits(
            NoiseProcess process,
            Prediction prediction,
            PictureSizes sizes,
            SamplerChoice sampler,
            SamplerChoice schedule,
            double guidance,
            int steps) {
        this(process, prediction, sizes, sampler, schedule, guidance, steps, List.of(), PictureUse.NONE, List.of());
    }

    /** The same model with ports for conditioning modules. */
    public ModelTraits withBackbone(BackboneShape shape) {
        return new ModelTraits(
                process,
                prediction,
                sizes,
                sampler,
                schedule,
                guidance,
                steps,
                corrections,
                pictures,
                adapters,
                shape,
                framing,
                secondPrompt);
    }
}
