package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.TimeConfig;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;

/**
 * Pooled text and the waves of time ids through one perceptron ({@code addition_embed_type: text_time}; Podell et al.
 * 2023, arXiv:2307.01952, sections 2.1 and 2.2).
 */
record AddedText(TimeConfig waves, VectorEmbedding perceptron) {
    static AddedText from(Weights weights, UNetConfig config) {
        EmbeddingConfig embedding = config.embedding();
        TimeConfig time = config.time();
        return new AddedText(
                new TimeConfig(embedding.idChannels(), time.size(), time.cosineFirst(), time.frequencyShift()),
                VectorEmbedding.from(weights, embedding.addedSize(), time.size(), Activation.SILU, null));
    }

    /** N×d and N×k to N×size. */
    Tensor apply(Tensor pooled, Tensor timeIds) {
        long rows = timeIds.size(0);
        long waved = timeIds.size(1) * waves.channels();
        Tensor ids = Tensor.of(TimeEmbedding.waves(UNetEmbedding.doubles(timeIds), waves), rows, waved);
        return perceptron.apply(Tensor.cat(1, List.of(pooled, ids)));
    }
}
