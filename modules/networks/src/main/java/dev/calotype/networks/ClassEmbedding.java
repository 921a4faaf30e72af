package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.TimeConfig;
import dev.calotype.tensor.Embedding;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** The class of each row, at the size of the time embedding. */
sealed interface ClassEmbedding {
    /** N classes, or N×d, to N×size. */
    Tensor apply(Tensor classes);

    /** A learned vector for each class. */
    record Table(Embedding vectors) implements ClassEmbedding {
        @Override
        public Tensor apply(Tensor classes) {
            for (long number : classes.toLongs()) {
                if (number < 0 || number >= vectors.weight().size(0)) {
                    throw new TensorException("class " + number + " was asked of a network that knows "
                            + vectors.weight().size(0));
                }
            }
            return vectors.apply(classes);
        }
    }

    /** A number, embedded as the time is. */
    record Timed(TimeEmbedding time) implements ClassEmbedding {
        @Override
        public Tensor apply(Tensor classes) {
            return time.apply(UNetEmbedding.doubles(classes));
        }
    }

    /** A vector that is as large as the embedding already. */
    record Given() implements ClassEmbedding {
        @Override
        public Tensor apply(Tensor classes) {
            return classes;
        }
    }

    /** A vector through a perceptron. */
    record Perceptron(VectorEmbedding perceptron) implements ClassEmbedding {
        @Override
        public Tensor apply(Tensor classes) {
            return perceptron.apply(classes);
        }
    }

    /** A vector through a linear map. */
    record Mapped(Linear map) implements ClassEmbedding {
        @Override
        public Tensor apply(Tensor classes) {
            return map.apply(classes.to(map.weight().type()));
        }
    }

    static @Nullable ClassEmbedding from(Weights weights, UNetConfig config) {
        EmbeddingConfig embedding = config.embedding();
        TimeConfig time = config.time();
        int in = embedding.classInputs();
        return switch (embedding.classes()) {
            case NONE -> null;
            case TABLE -> new Table(Embedding.from(weights, in, time.size()));
            case TIME ->
                new Timed(TimeEmbedding.from(weights, time, config.style().activation()));
            case GIVEN -> new Given();
            case PERCEPTRON -> new Perceptron(VectorEmbedding.from(weights, in, time.size(), Activation.SILU, null));
            case LINEAR -> new Mapped(Linear.from(weights, in, time.size()));
        };
    }
}
