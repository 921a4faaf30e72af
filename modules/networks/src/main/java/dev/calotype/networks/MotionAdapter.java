package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Motion modules for a U-Net (AnimateDiff: Guo et al. 2023, arXiv:2307.04725): a MotionAdapter with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class MotionAdapter {
    private static final String MODULES = ".motion_modules.";
    private static final String QUERY = "attn1.to_q.weight";
    private static final int KERNEL = 3;

    private final MotionAdapterConfig config;
    private final Map<BlockPlace, TemporalTransformer> modules = new HashMap<>();
    private final @Nullable Tensor input;

    /** Motion modules from their weights. */
    public MotionAdapter(MotionAdapterConfig config, Weights weights) {
        this.config = config;
        List<MotionAdapterConfig.Level> levels = config.levels();
        int widened = config.inChannels();
        if (widened == 0) {
            input = null;
        } else {
            Weights first = weights.at("conv_in");
            int channels = levels.getFirst().channels();
            input = first.take("weight", channels, widened, KERNEL, KERNEL);
            // The U-Net's own bias counts; the adapter's belongs to its file all the same.
            Object unused = first.take("bias", channels);
        }
        for (int i = 0; i < levels.size(); i++) {
            way(weights, BlockPlace.down(i, 0), levels.get(i), 0);
        }
        if (config.middle() > 0) {
            int size = levels.getLast().channels();
            Weights module = weights.at("mid_block" + MODULES + 0);
            modules.put(BlockPlace.middle(0), TemporalTransformer.from(module, size, config.middle(), config));
        }
        for (int i = 0; i < levels.size(); i++) {
            way(weights, BlockPlace.up(i, 0), levels.get(levels.size() - 1 - i), 1);
        }
    }

    private void way(Weights weights, BlockPlace first, MotionAdapterConfig.Level level, int more) {
        String name = (first.way() == BlockPlace.Way.DOWN ? "down_blocks." : "up_blocks.") + first.block() + MODULES;
        for (int layer = 0; layer < level.layers() + more; layer++) {
            modules.put(
                    new BlockPlace(first.way(), first.block(), layer),
                    TemporalTransformer.from(weights.at(name + layer), level.channels(), level.depth(), config));
        }
    }

    /**
     * The positions of every block by their names, which are no parameters but stand beside them in the reference's files;
     * owned by the innermost open scope.
     */
    public static Map<String, Tensor> positions(MotionAdapterConfig config) {
        Map<String, Tensor> positions = new LinkedHashMap<>();
        ParameterList.of(weights -> {
                    var unused = new MotionAdapter(config, weights);
                })
                .forEach((name, shape) -> {
                    if (name.endsWith(QUERY)) {
                        int size = Math.toIntExact(shape.getFirst());
                        positions.put(
                                name.substring(0, name.length() - QUERY.length()) + "pos_embed.pe",
                                Tensor.of(
                                        FramePositions.waves(size, config.mostFrames()), 1, config.mostFrames(), size));
                    }
                });
        return positions;
    }

    /** The configuration it was built from. */
    public MotionAdapterConfig config() {
        return config;
    }

    /** What a module adds; {@code mask} is added to attention scores and is F×F. Null where there is no module. */
    @Nullable
    Tensor residual(BlockPlace place, BlockFeatures features, @Nullable Tensor mask) {
        TemporalTransformer module = modules.get(place);
        return module == null ? null : module.apply(features, mask);
    }

    /** The weight of the widened first convolution, C×inChannels×3×3; null where it is not widened. */
    @Nullable
    Tensor input() {
        return input;
    }
}
