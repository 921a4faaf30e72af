package dev.calotype.networks;

import dev.calotype.spi.Insert;
import dev.calotype.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Modules that sequences of frames run through between the layers of a U-Net. What a module gives is added to the features,
 * times the strength, and at strength 0 the module does not run.
 *
 * <p>Rows that carry equal inserts are one call of a module. Used by the device's thread; whoever loaded the modules owns
 * their memory and outlives the call.
 */
public interface BlockInsert extends Insert {
    /** How many frames a sequence may have at most. */
    int mostFrames();

    /** How a longer video is divided into sequences. */
    default ContextWindows windows() {
        return ContextWindows.of(mostFrames());
    }

    /** What is added at a place, shaped like the features; null where this insert has no module. */
    @Nullable
    Tensor residual(BlockPlace place, BlockFeatures features);

    /**
     * What is added to the first convolution's result, read from input channels beyond the U-Net's own.
     *
     * @param channels rows×K×H×W, the further channels
     * @return rows×C×H×W, or null where this insert reads none
     */
    default @Nullable Tensor input(Tensor channels) {
        return null;
    }
}
