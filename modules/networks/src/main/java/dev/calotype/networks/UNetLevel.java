package dev.calotype.networks;

/**
 * One resolution of a U-Net, the same on its way down and up.
 *
 * @param channels of the features
 * @param layers residual blocks on the way down; the way up has one more
 * @param heads attention heads; {@code channels} is a multiple of them
 * @param depth transformer blocks in each attention layer
 * @param contextSize size of one context token
 * @param attendsDown whether attention follows each residual block on the way down
 * @param attendsUp whether attention follows each residual block on the way up
 */
public record UNetLevel(
        int channels, int layers, int heads, int depth, int contextSize, boolean attendsDown, boolean attendsUp) {}
