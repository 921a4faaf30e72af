package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;

/** From prompts to what a U-Net reads of them. Runs on the thread of its device, in an open scope. */
sealed interface PromptEncoder permits SinglePrompt, DoublePrompt {
    /**
     * What is asked of the text encoders.
     *
     * @param prompt what the first one reads, and how, and with which adapters
     * @param second what the second one reads in the same way, if there is one
     * @param skip how many blocks earlier than usual the state is taken
     */
    record Asked(Prompt prompt, String second, int skip) {
        /** The same text for all text encoders. */
        static Asked of(Prompt prompt) {
            return new Asked(prompt, prompt.text(), prompt.reading().skip());
        }

        /** What the second text encoder reads. */
        Prompt forSecond() {
            return new Prompt(second, prompt.reading(), prompt.adapters());
        }
    }

    /** Encodes a prompt. */
    Encoding encode(Asked asked);

    /** What stands in the place of no negative prompt; {@code prompt} has no text. */
    Encoding nothing(Prompt prompt);
}
