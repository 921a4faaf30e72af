package dev.calotype.networks;

import dev.calotype.tensor.Tensor;

/**
 * What an insert sees of a U-Net's features at one place.
 *
 * @param values (S·F)×C×H×W: S sequences one after another, each of F frames
 * @param frames F
 * @param groups into how many groups the U-Net puts its channels where it norms them
 */
public record BlockFeatures(Tensor values, int frames, int groups) {
    /** How many sequences there are. */
    public long sequences() {
        return values.size(0) / frames;
    }
}
