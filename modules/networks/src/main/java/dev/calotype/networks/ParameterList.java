package dev.calotype.networks;

import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Weights that only write down what a network asks for, which tells the parameters of a configuration without making
 * one.
 */
public final class ParameterList implements Weights {
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();
    private final Set<String> factors = new HashSet<>();

    private ParameterList() {}

    /** The parameters that a network's constructor takes, in its order, such as {@code w -> new AutoencoderKL(config, w)}. */
    public static Map<String, List<Long>> of(Consumer<Weights> constructor) {
        var list = new ParameterList();
        constructor.accept(list);
        return Collections.unmodifiableMap(list.shapes);
    }

    /** How many values the parameters have together. */
    public static long size(Consumer<Weights> constructor) {
        return of(constructor).values().stream().mapToLong(ParameterList::count).sum();
    }

    /** How many bytes the parameters take together, as {@link FileWeights} of this type and storage keeps them. */
    public static long bytes(Consumer<Weights> constructor, Type type, WeightStorage storage) {
        var list = new ParameterList();
        constructor.accept(list);
        return list.shapes.entrySet().stream()
                .mapToLong(entry -> switch (list.factors.contains(entry.getKey()) ? storage : WeightStorage.PLAIN) {
                    case PLAIN -> count(entry.getValue()) * type.bytes();
                    case INT8 ->
                        count(entry.getValue()) * Type.I8.bytes()
                                + entry.getValue().getFirst() * Type.F32.bytes();
                })
                .sum();
    }

    private static long count(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public Tensor take(String name, long... shape) {
        shapes.put(name, LongStream.of(shape).boxed().toList());
        return Tensor.placeholder(Type.F32, shape);
    }

    @Override
    public Tensor factor(String name, long... shape) {
        factors.add(name);
        return take(name, shape);
    }

    @Override
    public boolean has(String name) {
        return false;
    }
}
