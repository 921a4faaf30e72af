package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import org.jspecify.annotations.Nullable;

/** What turns a call's times and conditions into the signals of its blocks, in a U-Net and in the networks beside it. */
record UNetEntry(
        UNetConfig config,
        UNetEmbedding embedding,
        @Nullable Linear contextIn) {
    private static final double HIDDEN = 10_000;

    static UNetEntry from(Weights weights, UNetConfig config) {
        return new UNetEntry(
                config,
                UNetEmbedding.from(weights, config),
                config.contextInput() == 0
                        ? null
                        : Linear.from(
                                weights.at("encoder_hid_proj"),
                                config.contextInput(),
                                config.levels().getFirst().contextSize()));
    }

    /** Signals for the blocks of a network beside the U-Net, which inserts of the U-Net do not reach. */
    UNetSignals signals(double[] times, UNetConditions given, Type type) {
        return signals(times, given, type, UNetInserts.NONE);
    }

    /** Signals for the U-Net's own blocks, whose rows carry these. */
    UNetSignals signals(double[] times, UNetConditions given, Type type, UNetInserts inserts) {
        UNetConditions conditions = given.to(type);
        Tensor time = inserts.modulations().timed(embedding.apply(times, conditions));
        Tensor context = conditions.context();
        if (contextIn != null && context != null) {
            context = contextIn.apply(context);
        }
        return new UNetSignals(
                config.style().activation().apply(time),
                time,
                context,
                hiding(conditions.mask(), type),
                inserts,
                BlockRuns.NONE,
                BlockPlace.down(0, 0));
    }

    /** From 1 and 0 to what is added to scores: nothing, or so much that nothing is left. */
    private static @Nullable Tensor hiding(@Nullable Tensor mask, Type type) {
        return mask == null
                ? null
                : mask.add(-1).mul(HIDDEN).unsqueeze(1).unsqueeze(1).to(type);
    }
}
