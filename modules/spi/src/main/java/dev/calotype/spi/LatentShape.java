package dev.calotype.spi;

import java.util.List;

/**
 * The shape of one latent, without the batch axis, such as {@code [4, 64, 64]} (channels, height, width).
 *
 * @param axes sizes, each at least 1
 */
public record LatentShape(List<Integer> axes) {
    /** Copies the axes. */
    public LatentShape {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.stream().anyMatch(axis -> axis < 1)) {
            throw new IllegalArgumentException("a latent shape needs sizes of at least 1; found " + axes);
        }
    }

    /** A shape from its sizes. */
    public static LatentShape of(Integer... axes) {
        return new LatentShape(List.of(axes));
    }

    /** How many values a latent of this shape has. */
    public int size() {
        return axes.stream().reduce(1, Math::multiplyExact);
    }
}
