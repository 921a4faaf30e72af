package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame stands in its sequence, as waves (Vaswani et al. 2017, arXiv:1706.03762, section 3.5).
 *
 * @param stored 1×frames×size, as the weights have it, or null
 * @param waves frames×size where nothing is stored, on the host, so that a network is described without a tensor
 * @param size of one frame's
 */
@SuppressWarnings("ArrayRecordComponent")
record FramePositions(@Nullable Tensor stored, float[] waves, int size) {
    private static final double LONGEST = 10_000;

    /** As the weights have them, or else sines at even and cosines at odd places. */
    static FramePositions from(Weights weights, int size, int frames) {
        return weights.has("pe")
                ? new FramePositions(weights.take("pe", 1, frames, size), new float[0], size)
                : new FramePositions(null, waves(size, frames), size);
    }

    /** 1×count×size, of the first frames. */
    Tensor first(int count, Type type) {
        return stored == null
                ? Tensor.of(Arrays.copyOf(waves, count * size), 1, count, size).to(type)
                : stored.narrow(1, 0, count).to(type);
    }

    /** The waves of every frame, which are no parameters and are written beside them. */
    static float[] waves(int size, int frames) {
        float[] waves = new float[frames * size];
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < size; i += 2) {
                double angle = frame * (double) (float) Math.exp(i * (-Math.log(LONGEST) / size));
                waves[frame * size + i] = (float) Math.sin(angle);
                if (i + 1 < size) {
                    waves[frame * size + i + 1] = (float) Math.cos(angle);
                }
            }
        }
        return waves;
    }
}
