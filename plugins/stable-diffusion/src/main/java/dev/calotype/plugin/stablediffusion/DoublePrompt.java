package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.PromptReading;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Objects;

/**
 * Two text encoders: the states before the last blocks, side by side and without a norm, and the second one's projected
 * text, of a long prompt its first piece's (Podell et al. 2023, arXiv:2307.01952, section 2.1).
 *
 * @param zerosNothing whether zeros stand in the place of no negative prompt, instead of the empty text
 */
record DoublePrompt(TextEncoder first, ProjectingEncoder second, boolean zerosNothing) implements PromptEncoder {
    @Override
    public Encoding encode(Prompt prompt) {
        PromptReading one = first.read(prompt, prompt.text());
        PromptReading two = second.encoder().read(prompt, Objects.requireNonNullElse(prompt.second(), prompt.text()));
        int pieces = Math.max(one.chunks().size(), two.chunks().size());
        Signal left =
                first.states(padded(first, one, pieces), prompt, states -> TextEncoder.beforeLast(states, prompt));
        ProjectingEncoder.Said right = second.encode(padded(second.encoder(), two, pieces), prompt);
        var conditioning = new Conditioning(beside(left, right.tokens()), right.projected());
        return new Encoding(conditioning.with(prompt.adapters()), Math.max(one.cut(), two.cut()));
    }

    @Override
    public Encoding nothing(Prompt prompt) {
        int size = first.size() + second.encoder().size();
        return zerosNothing
                ? ZeroText.of(first.tokenizer().length(), size, second.projectedSize(), prompt)
                : encode(prompt);
    }

    private static PromptReading padded(TextEncoder encoder, PromptReading reading, int pieces) {
        return reading.chunks().size() == pieces ? reading : reading.padded(pieces, encoder.read(Prompt.of(""), ""));
    }

    /** As many tokens, each with the values of both. */
    private static Signal beside(Signal left, Signal right) {
        int tokens = left.shape().getFirst();
        int one = left.shape().getLast();
        int two = right.shape().getLast();
        float[] all = new float[tokens * (one + two)];
        for (int token = 0; token < tokens; token++) {
            System.arraycopy(left.values(), token * one, all, token * (one + two), one);
            System.arraycopy(right.values(), token * two, all, token * (one + two) + one, two);
        }
        return new Signal(all, List.of(tokens, one + two));
    }
}
