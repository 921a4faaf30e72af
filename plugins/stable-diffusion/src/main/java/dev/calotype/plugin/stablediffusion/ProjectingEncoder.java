package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.PromptReading;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * A text encoder that also projects texts. Runs on the thread of its device, in an open scope.
 *
 * @param encoder the encoder with its tokenizer
 * @param network the encoder with its projection
 */
record ProjectingEncoder(TextEncoder encoder, ClipTextModelWithProjection network) {
    /**
     * What it says of a prompt.
     *
     * @param tokens the states before its last block, without a norm; T tokens a piece
     * @param projected the projected text, of a long prompt its first piece's
     */
    record Said(Signal tokens, Signal projected) {}

    Said encode(PromptReading reading, Prompt prompt) {
        var projected = new ArrayList<float[]>();
        Signal tokens = encoder.states(reading, prompt, states -> {
            projected.add(network.project(states).toFloats());
            return TextEncoder.beforeLast(states, prompt);
        });
        return new Said(tokens, new Signal(projected.getFirst(), List.of(projectedSize())));
    }

    /** The size of a projected text. */
    int projectedSize() {
        return network.text().config().projection();
    }
}
