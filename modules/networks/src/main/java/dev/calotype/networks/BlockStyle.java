package dev.calotype.networks;

/**
 * What all blocks of one network have in common.
 *
 * @param groups of the group norms
 * @param epsilon of the group norms in residual blocks and at the network's end
 * @param activation between norm and convolution
 * @param outputScale what a residual block's sum is divided by
 * @param scaleShift whether the time embedding scales and shifts after the second norm instead of being added before it
 * @param linearProjection whether attention layers project with linear maps instead of 1×1 convolutions
 */
public record BlockStyle(
        int groups,
        double epsilon,
        Activation activation,
        double outputScale,
        boolean scaleShift,
        boolean linearProjection) {
    /** The same style with another output scale. */
    BlockStyle withOutputScale(double scale) {
        return new BlockStyle(groups, epsilon, activation, scale, scaleShift, linearProjection);
    }
}
