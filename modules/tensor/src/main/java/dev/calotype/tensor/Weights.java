package dev.calotype.tensor;

/**
 * Where a network takes its parameters from, by name. Networks are built the same way whether the parameters are read
 * from a file, made afresh for training, or only written down.
 */
public interface Weights {
    /** The parameter of this name and shape. */
    Tensor take(String name, long... shape);

    /**
     * A parameter that layers do nothing with but multiply by it, its first axis the outputs; a source may keep it in fewer
     * bits than others.
     */
    default Tensor factor(String name, long... shape) {
        return take(name, shape);
    }

    /** Whether there is such a parameter; a source that makes parameters has none before they are taken. */
    boolean has(String name);

    /** The same source below {@code prefix + "."}. */
    default Weights at(String prefix) {
        return new PrefixedWeights(this, prefix + ".");
    }
}
