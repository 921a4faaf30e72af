package dev.calotype.spi;

/** How a loaded model keeps the weights that its layers multiply by; it computes in its {@link Precision} all the same. */
public enum WeightStorage {
    /** In the precision that they are computed in. */
    PLAIN,
    /** In whole numbers of 8 bits with one scale an output channel. */
    INT8
}
