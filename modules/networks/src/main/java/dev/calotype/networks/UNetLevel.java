package dev.calotype.networks;

import java.util.List;

/**
 * One resolution of a U-Net.
 *
 * @param channels of the features
 * @param layers residual blocks on the way down; the way up has one more
 * @param heads how many heads attention has, or in {@link LevelKind#ADDED} how many channels each of them
 * @param depthsDown transformer blocks in each attention layer on the way down
 * @param depthsUp transformer blocks in each attention layer on the way up
 * @param contextSize size of one context token
 * @param onlyContext whether attention that reads the features themselves reads the context instead
 * @param down what the way down is made of
 * @param up what the way up is made of
 */
public record UNetLevel(
        int channels,
        int layers,
        int heads,
        List<Integer> depthsDown,
        List<Integer> depthsUp,
        int contextSize,
        boolean onlyContext,
        LevelKind down,
        LevelKind up) {
    /** Copies the depths. */
    public UNetLevel {
        depthsDown = List.copyOf(depthsDown);
        depthsUp = List.copyOf(depthsUp);
    }

    /** How many heads an attention of this kind has. */
    int headCount(LevelKind kind) {
        return kind == LevelKind.ADDED ? channels / heads : heads;
    }

    /** Whether the level attends on either way. */
    public boolean attends() {
        return down.attends() || up.attends();
    }
}
