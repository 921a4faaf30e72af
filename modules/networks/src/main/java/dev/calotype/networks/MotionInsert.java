package dev.calotype.networks;

import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Motion modules as rows carry them.
 *
 * @param adapter the modules
 * @param causal whether a frame attends only to itself and those before it
 * @param windows how a long video is divided
 */
public record MotionInsert(MotionAdapter adapter, boolean causal, ContextWindows windows) implements BlockInsert {
    private static final float HIDDEN = -10_000;

    /**
     * Checks the windows.
     *
     * @throws IllegalArgumentException if they are longer than the modules know positions for
     */
    public MotionInsert {
        int most = adapter.config().mostFrames();
        if (windows.length() > most) {
            throw new IllegalArgumentException("context windows of " + windows.length()
                    + " frames were asked for; these motion modules know the positions of " + most + " frames");
        }
    }

    /** Modules with windows as long as they take. */
    public MotionInsert(MotionAdapter adapter, boolean causal) {
        this(adapter, causal, ContextWindows.of(adapter.config().mostFrames()));
    }

    @Override
    public int mostFrames() {
        return adapter.config().mostFrames();
    }

    @Override
    public @Nullable Tensor residual(BlockPlace place, BlockFeatures features) {
        return adapter.residual(place, features, causal ? later(features.frames(), features.values()) : null);
    }

    @Override
    public @Nullable Tensor input(Tensor channels) {
        Tensor weight = adapter.input();
        if (weight == null) {
            return null;
        }
        long own = weight.size(1) - channels.size(1);
        Tensor further = weight.narrow(1, own, channels.size(1)).to(channels.type());
        return Ops.conv2d(channels, further.contiguous(), null, 1, 1);
    }

    /** F×F: nothing for a frame and those before it, so much that nothing is left for those after it. */
    private static Tensor later(int frames, Tensor like) {
        float[] mask = new float[frames * frames];
        for (int frame = 0; frame < frames; frame++) {
            Arrays.fill(mask, frame * frames + frame + 1, (frame + 1) * frames, HIDDEN);
        }
        return Tensor.of(mask, frames, frames).to(like.type());
    }
}
