package dev.calotype.spi;

import java.util.List;

/** A network that answers many rows in one call. */
@FunctionalInterface
public interface Network {
    /**
     * Evaluates all rows together.
     *
     * @param shape the shape every row's latent has
     * @param rows at least one; times and conditionings may differ
     * @return one answer a row, in order, each of the latent's size or, from a network with learned variances, of twice
     *     that ({@link Deviation}); owned by the caller
     */
    List<float[]> evaluate(LatentShape shape, List<Row> rows);
}
