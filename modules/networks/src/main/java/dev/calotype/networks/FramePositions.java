package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;

/** Where a frame stands in its sequence, as waves (Vaswani et al. 2017, arXiv:1706.03762, section 3.5). */
final class FramePositions {
    private static final double LONGEST = 10_000;

    private FramePositions() {}

    /** 1×frames×size; as the weights have it, or else sines at even and cosines at odd places. */
    static Tensor from(Weights weights, int size, int frames) {
        return weights.has("pe")
                ? weights.take("pe", 1, frames, size)
                : Tensor.of(waves(size, frames), 1, frames, size);
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
