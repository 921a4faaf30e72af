package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights of another source, each remembered by the name under which a network took it. */
public final class NamedParameters implements Weights {
    private final Weights source;
    private final Map<String, Tensor> taken = new LinkedHashMap<>();

    /** Takes from this source. */
    public NamedParameters(Weights source) {
        this.source = source;
    }

    /** What was taken so far, in order. */
    public Map<String, Tensor> taken() {
        return Collections.unmodifiableMap(taken);
    }

    @Override
    public Tensor take(String name, long... shape) {
        return remembered(name, source.take(name, shape));
    }

    @Override
    public Tensor factor(String name, long... shape) {
        return remembered(name, source.factor(name, shape));
    }

    private Tensor remembered(String name, Tensor parameter) {
        taken.put(name, parameter);
        return parameter;
    }

    @Override
    public boolean has(String name) {
        return source.has(name);
    }
}
