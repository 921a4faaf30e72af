package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import java.util.List;

/** Zeros in the place of a text's states and of its projection. */
final class ZeroText {
    private ZeroText() {}

    /** As many tokens of this size, for the network with the prompt's adapters. */
    static Encoding of(int tokens, int size, int projected, Prompt prompt) {
        var states = new Signal(new float[tokens * size], List.of(tokens, size));
        var text = new Signal(new float[projected], List.of(projected));
        return new Encoding(new Conditioning(states, text).with(prompt.adapters()), 0);
    }
}
