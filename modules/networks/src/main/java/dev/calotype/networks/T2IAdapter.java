package dev.calotype.networks;

import dev.calotype.networks.T2IAdapterConfig.Kind;
import dev.calotype.networks.T2IAdapterConfig.Level;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small network that turns a hint into feature maps for the way down of a U-Net (Mou et al. 2023, arXiv:2302.08453,
 * section 3.3): T2IAdapter, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class T2IAdapter {
    private final T2IAdapterConfig config;
    private final @Nullable Conv2d first;
    private final List<FeatureBlock> body;

    /** An adapter from its weights. */
    public T2IAdapter(T2IAdapterConfig config, Weights weights) {
        this.config = config;
        Weights adapter = weights.at("adapter");
        boolean light = config.kind() == Kind.LIGHT_ADAPTER;
        first = light
                ? null
                : Conv2d.from(
                        adapter.at("conv_in"),
                        config.folded(),
                        config.channels().getFirst(),
                        3,
                        1,
                        1);
        body = new ArrayList<>();
        List<Level> levels = config.levels();
        for (int i = 0; i < levels.size(); i++) {
            Weights block = adapter.at("body." + i);
            body.add(
                    light
                            ? FeatureBlock.light(block, levels.get(i), config.layers())
                            : FeatureBlock.full(block, levels.get(i), config.layers()));
        }
    }

    /** The configuration it was built from. */
    public T2IAdapterConfig config() {
        return config;
    }

    /**
     * The feature maps of N hints, finest first.
     *
     * @param hints N×inChannels×H×W in [0, 1]
     * @throws TensorException if they have other channels, or a side is no multiple of {@code config().fold()}
     */
    public List<Tensor> apply(Tensor hints) {
        Tensor h = folded(hints);
        h = first == null ? h : first.apply(h);
        List<Tensor> maps = new ArrayList<>();
        for (FeatureBlock block : body) {
            h = block.apply(h);
            maps.add(h);
        }
        return maps;
    }

    /** Squares of pixels as channels: N×C×H×W to N×Cf²×H/f×W/f. */
    private Tensor folded(Tensor x) {
        long fold = config.fold();
        if (x.size(1) != config.inChannels() || x.size(2) % fold != 0 || x.size(3) % fold != 0) {
            throw new TensorException("hints " + x + " were given to an adapter of " + config.inChannels()
                    + " channels; their height and width must be multiples of " + fold);
        }
        long high = x.size(2) / fold;
        long wide = x.size(3) / fold;
        return x.reshape(x.size(0), x.size(1), high, fold, wide, fold)
                .permute(0, 1, 3, 5, 2, 4)
                .reshape(x.size(0), config.folded(), high, wide);
    }
}
