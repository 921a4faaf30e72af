package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import org.jspecify.annotations.Nullable;

/**
 * What N rows of a U-Net's call are conditioned on; each is null where the U-Net reads none.
 *
 * @param context N×C×d, for attention
 * @param mask N×C, 1 for tokens that count and 0 for those that do not; null where all count
 * @param classes N class numbers or times, I64, or N×d vectors, as {@link EmbeddingConfig.Classes} says
 * @param pooled N×d, of the whole text
 * @param timeIds N×k numbers that are embedded like times, such as sizes and crops (Podell et al. 2023,
 *     arXiv:2307.01952, section 2.2)
 * @param guidance N×d, an embedded guidance scale (Meng et al. 2023, arXiv:2210.03142, section 3.1)
 */
public record UNetConditions(
        @Nullable Tensor context,
        @Nullable Tensor mask,
        @Nullable Tensor classes,
        @Nullable Tensor pooled,
        @Nullable Tensor timeIds,
        @Nullable Tensor guidance) {
    /** A context alone. */
    public static UNetConditions of(@Nullable Tensor context, @Nullable Tensor mask) {
        return new UNetConditions(context, mask, null, null, null, null);
    }

    /** The same with context, pooled text and guidance scales in this type. */
    UNetConditions to(Type type) {
        return new UNetConditions(to(context, type), mask, classes, to(pooled, type), timeIds, to(guidance, type));
    }

    private static @Nullable Tensor to(@Nullable Tensor signal, Type type) {
        return signal == null ? null : signal.to(type);
    }

    /** The same with classes. */
    public UNetConditions withClasses(@Nullable Tensor added) {
        return new UNetConditions(context, mask, added, pooled, timeIds, guidance);
    }

    /** The same with pooled text and time ids. */
    public UNetConditions withText(@Nullable Tensor text, @Nullable Tensor ids) {
        return new UNetConditions(context, mask, classes, text, ids, guidance);
    }

    /** The same with embedded guidance scales. */
    public UNetConditions withGuidance(@Nullable Tensor scales) {
        return new UNetConditions(context, mask, classes, pooled, timeIds, scales);
    }
}
