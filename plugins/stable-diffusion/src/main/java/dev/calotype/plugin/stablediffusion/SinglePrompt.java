package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.PromptReading;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;

/**
 * One text encoder: its last state, or that of an earlier block through its last norm (Stable Diffusion 1.x and 2.x).
 */
record SinglePrompt(TextEncoder encoder) implements PromptEncoder {
    @Override
    public Encoding encode(Prompt prompt) {
        String text = prompt.single();
        int skip = prompt.reading().skip();
        PromptReading reading = encoder.read(prompt, text);
        Signal tokens = encoder.states(
                reading,
                prompt,
                states -> skip == 0 ? states.last() : encoder.text().skipping(states, skip));
        return new Encoding(Conditioning.ofTokens(tokens).with(prompt.adapters()), reading.cut());
    }

    @Override
    public Encoding nothing(Prompt prompt) {
        return encode(prompt);
    }
}
