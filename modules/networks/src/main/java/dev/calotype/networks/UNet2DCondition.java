package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditional U-Net of latent diffusion (Ronneberger et al. 2015, arXiv:1505.04597; Rombach et al. 2022,
 * arXiv:2112.10752): UNet2DConditionModel, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class UNet2DCondition {
    private static final double HIDDEN = 10_000;

    private final UNetConfig config;
    private final Conv2d first;
    private final UNetEmbedding embedding;
    private final @Nullable Linear contextIn;
    private final List<DownBlock> down;
    private final @Nullable MiddleBlock middle;
    private final List<UpBlock> up;
    private final GroupNorm norm;
    private final Conv2d last;

    /** A U-Net from its weights. */
    public UNet2DCondition(UNetConfig config, Weights weights) {
        this.config = config;
        int channels = config.levels().getFirst().channels();
        first = convolution(weights.at("conv_in"), config.inChannels(), channels, config.inKernel());
        embedding = UNetEmbedding.from(weights, config);
        contextIn = config.contextInput() == 0
                ? null
                : Linear.from(
                        weights.at("encoder_hid_proj"),
                        config.contextInput(),
                        config.levels().getFirst().contextSize());
        down = down(config, weights);
        middle = config.middle() == Middle.NONE ? null : MiddleBlock.from(weights.at("mid_block"), config);
        up = up(config, weights);
        norm = GroupNorm.from(
                weights.at("conv_norm_out"),
                channels,
                config.style().groups(),
                config.style().epsilon());
        last = convolution(weights.at("conv_out"), channels, config.outChannels(), config.outKernel());
    }

    /** The configuration it was built from. */
    public UNetConfig config() {
        return config;
    }

    /**
     * Answers N noisy latents.
     *
     * @param sample N×inChannels×H×W, of any height and width
     * @param times N, one a row
     * @param context N×C×contextSize, or null for a U-Net without attention
     * @param mask N×C, 1 for tokens that count and 0 for those that do not, or null where all count
     * @return N×outChannels×H×W in the sample's type; computed in the weights' type
     */
    public Tensor apply(Tensor sample, double[] times, @Nullable Tensor context, @Nullable Tensor mask) {
        return apply(sample, times, UNetConditions.of(context, mask));
    }

    /**
     * Answers N noisy latents.
     *
     * @param sample N×inChannels×H×W, of any height and width
     * @param times N, one a row
     * @param conditions what else each row is told
     * @return N×outChannels×H×W in the sample's type; computed in the weights' type
     * @throws dev.calotype.tensor.TensorException if a signal that the U-Net reads is missing
     */
    public Tensor apply(Tensor sample, double[] times, UNetConditions conditions) {
        Type type = first.weight().type();
        return answer(sample.to(type), signals(times, conditions, type)).to(sample.type());
    }

    private Tensor answer(Tensor sample, UNetSignals signals) {
        var skips = new ArrayList<Tensor>();
        Tensor h = first.apply(config.centersInput() ? sample.mul(2).add(-1) : sample);
        skips.add(h);
        for (DownBlock block : down) {
            h = block.apply(h, signals, skips);
        }
        h = middle == null ? h : middle.apply(h, signals);
        for (UpBlock block : up) {
            h = block.apply(h, signals, skips);
        }
        return last.apply(config.style().activation().apply(norm.apply(h)));
    }

    private UNetSignals signals(double[] times, UNetConditions given, Type type) {
        UNetConditions conditions = given.to(type);
        Tensor time = embedding.apply(times, conditions);
        Tensor context = conditions.context();
        if (contextIn != null && context != null) {
            context = contextIn.apply(context);
        }
        return new UNetSignals(config.style().activation().apply(time), time, context, hiding(conditions.mask(), type));
    }

    /** From 1 and 0 to what is added to scores: nothing, or so much that nothing is left. */
    private static @Nullable Tensor hiding(@Nullable Tensor mask, Type type) {
        return mask == null
                ? null
                : mask.add(-1).mul(HIDDEN).unsqueeze(1).unsqueeze(1).to(type);
    }

    private static List<DownBlock> down(UNetConfig config, Weights weights) {
        var blocks = new ArrayList<DownBlock>();
        int in = config.levels().getFirst().channels();
        for (int i = 0; i < config.levels().size(); i++) {
            UNetLevel level = config.levels().get(i);
            boolean halves = i + 1 < config.levels().size();
            blocks.add(DownBlock.from(weights.at("down_blocks." + i), in, level, halves, config));
            in = level.channels();
        }
        return blocks;
    }

    private static List<UpBlock> up(UNetConfig config, Weights weights) {
        var blocks = new ArrayList<UpBlock>();
        List<UNetLevel> levels = config.levels();
        int below = levels.getLast().channels();
        for (int i = 0; i < levels.size(); i++) {
            UNetLevel level = levels.get(levels.size() - 1 - i);
            UNetLevel finer = levels.get(Math.max(levels.size() - 2 - i, 0));
            boolean doubles = i + 1 < levels.size();
            blocks.add(UpBlock.from(weights.at("up_blocks." + i), below, finer.channels(), level, doubles, config));
            below = level.channels();
        }
        return blocks;
    }

    private static Conv2d convolution(Weights weights, int in, int out, int kernel) {
        return Conv2d.from(weights, in, out, kernel, 1, (kernel - 1) / 2);
    }
}
