package dev.calotype.networks;

import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.List;

/**
 * An IP-Adapter (Ye et al. 2023, arXiv:2308.06721): what makes tokens of pictures, and the keys and values that a U-Net reads
 * them with; with the published names of its weights.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class ImageAdapter {
    private final ImageAdapterShape shape;
    private final ImageProjection projection;
    private final AttentionMaps maps;

    /** An adapter from its weights. */
    public ImageAdapter(ImageAdapterShape shape, Weights weights) {
        this.shape = shape;
        projection = ImageProjection.from(weights.at("image_proj"), shape);
        maps = AttentionMaps.from(weights.at("ip_adapter"), shape.contextSize(), shape.sizes());
    }

    /** What its file says of it. */
    public ImageAdapterShape shape() {
        return shape;
    }

    /**
     * The insert of one job's pictures, whose tokens follow each other.
     *
     * @param pictures n×pictureSize, or n×patches×pictureSize where {@code shape().readsPatches()}
     */
    public AttentionInsert insert(Tensor pictures) {
        Tensor tokens =
                projection.apply(pictures.to(maps.keys().getFirst().weight().type()));
        int count = Math.toIntExact(tokens.size(0) * tokens.size(1));
        return new AttentionInsert(maps, new Signal(tokens.toFloats(), List.of(count, shape.contextSize())));
    }
}
