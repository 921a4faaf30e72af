package dev.calotype.networks;

import dev.calotype.spi.Signal;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small network that turns attributes into a {@link ModulationInsert}: the generator of FiLM (Perez et al. 2018, arXiv:1709.07871, equation 1): two linear maps embed the attributes, and one more a
 * place gives γ − 1 and β of every channel there; another gives what joins the embedding of the time (AdaLN-Zero: Peebles and
 * Xie 2023, arXiv:2212.09748, section 3.2). Where those last maps are zero it changes nothing.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class AttributeModulation {
    private final Linear first;
    private final Linear second;
    private final Map<BlockPlace, Linear> films = new LinkedHashMap<>();
    private final @Nullable Linear time;

    /** A network from its weights. */
    public AttributeModulation(AttributeModulationConfig config, Weights weights) {
        int size = config.size();
        Weights embedding = weights.at("embedding");
        first = Linear.from(embedding.at("linear_1"), config.attributes().size(), size);
        second = Linear.from(embedding.at("linear_2"), size, size);
        time = config.timeSize() == 0 ? null : Linear.from(weights.at("time"), size, config.timeSize());
        if (config.features()) {
            films(config, weights);
        }
    }

    private void films(AttributeModulationConfig config, Weights weights) {
        List<Integer> channels = config.channels();
        int levels = channels.size();
        for (int i = 0; i < levels; i++) {
            for (int layer = 0; layer < config.layers().get(i); layer++) {
                film(weights, "down_blocks." + i, BlockPlace.down(i, layer), channels.get(i), config);
            }
        }
        film(weights, "mid_block", BlockPlace.middle(0), channels.getLast(), config);
        for (int i = 0; i < levels; i++) {
            int level = levels - 1 - i;
            for (int layer = 0; layer <= config.layers().get(level); layer++) {
                film(weights, "up_blocks." + i, BlockPlace.up(i, layer), channels.get(level), config);
            }
        }
    }

    private void film(Weights weights, String block, BlockPlace place, int channels, AttributeModulationConfig config) {
        Weights own = weights.at(block + ".films." + place.layer());
        films.put(place, Linear.from(own, config.size(), 2 * channels));
    }

    /**
     * What attributes do inside a network.
     *
     * @param attributes one each in the configuration's order, from its range to [−1, 1]
     */
    public ModulationInsert insert(float[] attributes) {
        Tensor embedded = second.apply(Ops.silu(first.apply(Tensor.of(attributes, 1, attributes.length))));
        Tensor read = Ops.silu(embedded);
        List<Modulation> places = new ArrayList<>();
        films.forEach((place, film) -> {
            List<Tensor> both = film.apply(read).chunk(2, 1);
            places.add(new Modulation(place, signal(both.getFirst()), signal(both.getLast())));
        });
        return new ModulationInsert(places, time == null ? null : signal(time.apply(read)));
    }

    private static Signal signal(Tensor row) {
        return new Signal(row.toFloats(), List.of(Math.toIntExact(row.size(1))));
    }
}
