package dev.calotype.networks;

import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A U-Net's embedding of the time and of everything that joins it. */
record UNetEmbedding(
        EmbeddingConfig config,
        TimeEmbedding time,
        @Nullable ClassEmbedding classes,
        @Nullable TextPool textPool,
        @Nullable AddedText addedText) {
    static UNetEmbedding from(Weights weights, UNetConfig config) {
        EmbeddingConfig embedding = config.embedding();
        Activation activation = config.style().activation();
        return new UNetEmbedding(
                embedding,
                TimeEmbedding.from(weights.at("time_embedding"), config.time(), activation, embedding),
                ClassEmbedding.from(weights.at("class_embedding"), config),
                embedding.textPoolHeads() == 0 ? null : TextPool.from(weights.at("add_embedding"), config),
                embedding.idChannels() == 0 ? null : AddedText.from(weights.at("add_embedding"), config));
    }

    /** N times and what goes with them to N×size, not activated. */
    Tensor apply(double[] times, UNetConditions conditions) {
        return Scope.giving(() -> joined(times, conditions));
    }

    private Tensor joined(double[] times, UNetConditions conditions) {
        Tensor all = time.apply(times, conditions.guidance());
        if (classes != null) {
            Tensor embedded =
                    classes.apply(needed(conditions.classes(), "classes")).to(all.type());
            all = config.appendsClasses() ? Tensor.cat(1, List.of(all, embedded)) : all.add(embedded);
        }
        if (textPool != null && conditions.context() != null) {
            all = all.add(textPool.apply(conditions.context()));
        }
        if (addedText != null) {
            all = all.add(addedText.apply(
                    needed(conditions.pooled(), "pooled text"), needed(conditions.timeIds(), "time ids")));
        }
        return config.last() == null ? all : config.last().apply(all);
    }

    /** The values as doubles, for {@link TimeEmbedding#waves}. */
    static double[] doubles(Tensor values) {
        float[] floats = values.toFloats();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    private static Tensor needed(@Nullable Tensor given, String what) {
        if (given == null) {
            throw new TensorException("this U-Net reads " + what + "; it was given none");
        }
        return given;
    }
}
