package dev.calotype.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes down what a network is made of: gives placeholders and remembers names and shapes, in order. */
public final class ShapeList implements Weights {
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    @Override
    public Tensor take(String name, long... shape) {
        shapes.put(name, shape.clone());
        return Tensor.placeholder(Type.F32, shape);
    }

    @Override
    public boolean has(String name) {
        return shapes.containsKey(name);
    }

    /** Shapes by name, in the order they were taken. */
    public Map<String, long[]> shapes() {
        return shapes;
    }
}
