package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.PromptReading;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;

/**
 * The second of two text encoders alone, as the refiner of Stable Diffusion XL has it (Podell et al. 2023,
 * arXiv:2307.01952, section 2.5): the states before its last block and its projected text.
 *
 * @param zerosNothing whether zeros stand in the place of no negative prompt, instead of the empty text
 */
record ProjectedPrompt(ProjectingEncoder text, boolean zerosNothing) implements PromptEncoder {
    @Override
    public Encoding encode(Prompt prompt) {
        PromptReading reading = text.encoder().read(prompt, prompt.single());
        ProjectingEncoder.Said said = text.encode(reading, prompt);
        var conditioning = new Conditioning(said.tokens(), said.projected());
        return new Encoding(conditioning.with(prompt.adapters()), reading.cut());
    }

    @Override
    public Encoding nothing(Prompt prompt) {
        TextEncoder encoder = text.encoder();
        return zerosNothing
                ? ZeroText.of(encoder.tokenizer().length(), encoder.size(), text.projectedSize(), prompt)
                : encode(prompt);
    }
}
