package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.LearnedVectors;
import dev.calotype.networks.PromptReading;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * A text encoder with its tokenizer, changed by the adapters of each prompt. Runs on the thread of its device, in an open
 * scope.
 *
 * @param part which of the model's networks it is
 */
record TextEncoder(AdapterPart part, ClipTokenizer tokenizer, ClipTextModel text, Adapters adapters) {
    /** One of a prompt's texts as its job wants it read, with the words that the prompt's adapters know. */
    PromptReading read(Prompt prompt, String text) {
        Adapters.Words words = adapters.words(prompt.adapters());
        return PromptReading.of(words.in(tokenizer), text, prompt.reading());
    }

    /**
     * Encodes all pieces of a prompt.
     *
     * @param reading of this prompt
     * @param choose the state that is read of a piece, 1×T×size
     * @return T tokens a piece
     */
    Signal states(PromptReading reading, Prompt prompt, Function<ClipTextModel.States, Tensor> choose) {
        LearnedVectors learned = adapters.words(prompt.adapters()).of(part);
        return adapters.inserts(part, List.of(prompt.adapters()))
                .during(() -> reading.joined(
                        size(),
                        piece -> choose.apply(text.apply(List.of(piece.ids()), learned))
                                .toFloats()));
    }

    /** The state before the last block, or before as many more as the prompt passes over; without a norm. */
    static Tensor beforeLast(ClipTextModel.States states, Prompt prompt) {
        return ClipTextModel.before(states, prompt.reading().skip() + 1);
    }

    /** The size of a token's state. */
    int size() {
        return text.config().size();
    }
}
