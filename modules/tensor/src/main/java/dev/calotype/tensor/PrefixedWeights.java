package dev.calotype.tensor;

/** A view of weights below a prefix. */
record PrefixedWeights(Weights source, String prefix) implements Weights {
    @Override
    public Tensor take(String name, long... shape) {
        return source.take(prefix + name, shape);
    }

    @Override
    public Tensor factor(String name, long... shape) {
        return source.factor(prefix + name, shape);
    }

    @Override
    public boolean has(String name) {
        return source.has(prefix + name);
    }

    @Override
    public Weights at(String further) {
        return new PrefixedWeights(source, prefix + further + ".");
    }
}
