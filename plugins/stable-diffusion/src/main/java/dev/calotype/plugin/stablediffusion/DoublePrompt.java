package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.PromptReading;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Two text encoders: the states before the last blocks, side by side and without a norm, and the second one's projected
 * text, of a long prompt its first piece's (Podell et al. 2023, arXiv:2307.01952, section 2.1).
 *
 * @param projection the second encoder's network
 * @param zerosNothing whether zeros stand in the place of no negative prompt, instead of the empty text
 */
record DoublePrompt(TextEncoder first, TextEncoder second, ClipTextModelWithProjection projection, boolean zerosNothing)
        implements PromptEncoder {
    @Override
    public Encoding encode(Asked asked) {
        Prompt prompt = asked.prompt();
        PromptReading one = first.read(prompt);
        PromptReading two = second.read(asked.forSecond());
        int pieces = Math.max(one.chunks().size(), two.chunks().size());
        var projected = new ArrayList<float[]>();
        Signal left = first.states(padded(first, one, pieces), prompt, states -> before(states, asked));
        Signal right = second.states(padded(second, two, pieces), prompt, states -> {
            projected.add(projection.project(states).toFloats());
            return before(states, asked);
        });
        var pooled = new Signal(projected.getFirst(), List.of(pooledSize()));
        var conditioning = new Conditioning(beside(left, right), pooled).with(prompt.adapters());
        return new Encoding(conditioning, Math.max(one.cut(), two.cut()));
    }

    @Override
    public Encoding nothing(Prompt prompt) {
        if (!zerosNothing) {
            return encode(Asked.of(prompt));
        }
        int length = first.tokenizer().length();
        int size = first.size() + second.size();
        var tokens = new Signal(new float[length * size], List.of(length, size));
        var pooled = new Signal(new float[pooledSize()], List.of(pooledSize()));
        return new Encoding(new Conditioning(tokens, pooled).with(prompt.adapters()), 0);
    }

    private static PromptReading padded(TextEncoder encoder, PromptReading reading, int pieces) {
        return reading.chunks().size() == pieces ? reading : reading.padded(pieces, encoder.read(Prompt.of("")));
    }

    private static Tensor before(ClipTextModel.States states, Asked asked) {
        return ClipTextModel.before(states, asked.skip() + 1);
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

    private int pooledSize() {
        return projection.text().config().projection();
    }
}
