package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;
import java.util.List;

/** From prompts to what a U-Net reads of them. Runs on the thread of its device, in an open scope. */
sealed interface PromptEncoder permits SinglePrompt, DoublePrompt, ProjectedPrompt {
    /**
     * The encoder of a model's prompts.
     *
     * @param texts its text encoders, one or two, of which only the last may have a projection
     * @param zerosNothing whether zeros stand in the place of no negative prompt, instead of the empty text
     */
    static PromptEncoder of(List<OpenedText> texts, Adapters adapters, boolean zerosNothing) {
        TextEncoder first = texts.getFirst().encoder(adapters);
        ClipTextModelWithProjection projecting = texts.getLast().projecting();
        if (projecting == null) {
            return new SinglePrompt(first);
        }
        var last = new ProjectingEncoder(texts.getLast().encoder(adapters), projecting);
        return texts.size() == 1
                ? new ProjectedPrompt(last, zerosNothing)
                : new DoublePrompt(first, last, zerosNothing);
    }

    /** Encodes a prompt. */
    Encoding encode(Prompt prompt);

    /** What stands in the place of no negative prompt; {@code prompt} has no text. */
    Encoding nothing(Prompt prompt);
}
