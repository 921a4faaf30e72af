package dev.calotype.networks;

import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attention of pixels to the context's tokens and, unless it reads the context only, to the pixels themselves, added
 * to the map (Nichol et al. 2022, arXiv:2112.10741, section 3.1).
 */
record AddedAttention(
        GroupNorm norm,
        @Nullable GroupNorm contextNorm,
        Linear query,
        @Nullable Linear key,
        @Nullable Linear value,
        Linear contextKey,
        Linear contextValue,
        Linear out,
        int heads)
        implements ContextAttention {
    private static final double EPSILON = 1e-5;
    private static final int CONTEXT_GROUPS = 32;

    static AddedAttention from(Weights weights, UNetLevel level, boolean onlyContext, UNetConfig config) {
        int size = level.channels();
        int context = level.contextSize();
        return new AddedAttention(
                GroupNorm.from(weights.at("group_norm"), size, config.style().groups(), EPSILON),
                config.residual().normsContext()
                        ? GroupNorm.from(weights.at("norm_cross"), context, CONTEXT_GROUPS, EPSILON)
                        : null,
                Linear.from(weights.at("to_q"), size, size),
                onlyContext ? null : Linear.from(weights.at("to_k"), size, size),
                onlyContext ? null : Linear.from(weights.at("to_v"), size, size),
                Linear.from(weights.at("add_k_proj"), context, size),
                Linear.from(weights.at("add_v_proj"), context, size),
                Linear.from(weights.at("to_out.0"), size, size),
                level.headCount(LevelKind.ADDED));
    }

    @Override
    public Tensor apply(Tensor x, UNetSignals signals) {
        return Scope.giving(() -> sum(x, signals));
    }

    private Tensor sum(Tensor x, UNetSignals signals) {
        Tensor pixels = Pixels.toTokens(norm.apply(x));
        Tensor context = context(pixels, signals.context());
        Tensor mixed = Ops.attention(
                Attention.split(query.apply(pixels), heads),
                Attention.split(joined(contextKey, context, key, pixels), heads),
                Attention.split(joined(contextValue, context, value, pixels), heads),
                mask(signals.mask(), pixels.size(1)));
        return x.add(Pixels.toMap(out.apply(Attention.merge(mixed)), x));
    }

    private Tensor context(Tensor pixels, @Nullable Tensor context) {
        if (context == null) {
            return pixels;
        }
        return contextNorm == null
                ? context
                : contextNorm.apply(context.transpose(1, 2)).transpose(1, 2);
    }

    private static Tensor joined(Linear ofContext, Tensor context, @Nullable Linear ofPixels, Tensor pixels) {
        Tensor first = ofContext.apply(context);
        return ofPixels == null ? first : Tensor.cat(1, List.of(first, ofPixels.apply(pixels)));
    }

    /** The context's mask with every pixel in sight. */
    private @Nullable Tensor mask(@Nullable Tensor mask, long pixels) {
        return mask == null || key == null ? mask : Ops.pad(mask, 0, 0, pixels);
    }
}
