package dev.calotype.networks;

import dev.calotype.spi.Prompting;
import dev.calotype.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A prompt as a text encoder will read it: one piece of the encoder's length, or as many as it takes, each token with a
 * weight.
 *
 * @param chunks the pieces, at least one
 * @param cut how many tokens did not fit
 */
public record PromptReading(List<Chunk> chunks, int cut) {
    /** Copies the chunks. */
    public PromptReading {
        chunks = List.copyOf(chunks);
    }

    /**
     * One piece.
     *
     * @param ids between a start and an end token, padded to the encoder's length
     * @param weights one a token
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Chunk(int[] ids, float[] weights) {
        /**
         * Weighs the encoder's states, one a token in C order: each times its weight, then all so that their mean is what
         * it was.
         */
        public float[] weigh(float[] states) {
            if (isPlain()) {
                return states;
            }
            int size = states.length / ids.length;
            float[] weighed = new float[states.length];
            double before = 0;
            double after = 0;
            for (int i = 0; i < states.length; i++) {
                weighed[i] = states[i] * weights[i / size];
                before += states[i];
                after += weighed[i];
            }
            return after == 0 ? weighed : scaled(weighed, (float) (before / after));
        }

        private boolean isPlain() {
            for (float weight : weights) {
                if (weight != 1) {
                    return false;
                }
            }
            return true;
        }

        private static float[] scaled(float[] values, float factor) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return values;
        }
    }

    /** Reads a prompt with an encoder's tokenizer. */
    public static PromptReading of(ClipTokenizer tokenizer, String prompt, Prompting prompting) {
        List<Emphasis.Fragment> fragments =
                prompting.emphasis() ? Emphasis.parse(prompt) : List.of(new Emphasis.Fragment(prompt, 1));
        return new PromptChunks(tokenizer, prompting.chunks()).read(fragments);
    }

    /** The same with the first piece of another reading after its own, as often as it takes to have so many. */
    public PromptReading padded(int pieces, PromptReading filling) {
        var all = new ArrayList<>(chunks);
        while (all.size() < pieces) {
            all.add(filling.chunks.getFirst());
        }
        return new PromptReading(all, cut);
    }

    /**
     * Encodes all pieces and joins their states.
     *
     * @param size of a token's state
     * @param encode gives a piece's states, one a token in C order
     * @return as many tokens as the pieces have together, each of this size
     */
    public Signal joined(int size, Function<Chunk, float[]> encode) {
        int length = chunks.getFirst().ids().length;
        float[] all = new float[chunks.size() * length * size];
        for (int i = 0; i < chunks.size(); i++) {
            float[] states = chunks.get(i).weigh(encode.apply(chunks.get(i)));
            System.arraycopy(states, 0, all, i * length * size, states.length);
        }
        return new Signal(all, List.of(chunks.size() * length, size));
    }
}
