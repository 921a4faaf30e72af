package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import java.util.List;

/** A network beside the U-Net that sees what the U-Net sees. Used by the thread of its device. */
@FunctionalInterface
public interface ResidualsNetwork {
    /**
     * What is added to the features of rows.
     *
     * @param rows those rows of the U-Net's call that carry an insert of this network
     * @param inserts one a row
     * @param strengths one a row, never 0
     * @return one residual for each skip of the U-Net, in the order of the way down, then the middle's; each N×C×H×W, or
     *     N×C×1×1 for the whole plane
     */
    List<Tensor> residuals(UNetRows rows, List<? extends ResidualsInsert> inserts, double[] strengths);
}
