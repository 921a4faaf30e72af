package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditional U-Net of latent diffusion (Ronneberger et al. 2015, arXiv:1505.04597; Rombach et al. 2022,
 * arXiv:2112.10752): UNet2DConditionModel, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class UNet2DCondition {
    private final UNetConfig config;
    private final Conv2d first;
    private final UNetEntry entry;
    private final List<DownBlock> down;
    private final @Nullable MiddleBlock middle;
    private final List<UpBlock> up;
    private final GroupNorm norm;
    private final Conv2d last;
    private final Map<Tensor, Integer> places;

    /** A U-Net from its weights. */
    public UNet2DCondition(UNetConfig config, Weights weights) {
        this.config = config;
        int channels = config.levels().getFirst().channels();
        first = convolution(weights.at("conv_in"), config.inChannels(), channels, config.inKernel());
        entry = UNetEntry.from(weights, config);
        down = down(config, weights);
        middle = config.middle() == Middle.NONE ? null : MiddleBlock.from(weights.at("mid_block"), config);
        up = up(config, weights);
        norm = GroupNorm.from(
                weights.at("conv_norm_out"),
                channels,
                config.style().groups(),
                config.style().epsilon());
        last = convolution(weights.at("conv_out"), channels, config.outChannels(), config.outKernel());
        places = CrossAttentions.places(CrossAttentions.of(down, middle, up));
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
        ResidualRows residuals = ResidualRows.of(new UNetRows(sample, times, conditions));
        UNetSignals signals = entry.signals(times, conditions, type, UNetInserts.of(conditions.inserts(), places))
                .with(BlockRuns.of(conditions.blocks(), config.style().groups()));
        return answer(sample.to(type), signals, residuals).to(sample.type());
    }

    private Tensor answer(Tensor sample, UNetSignals signals, ResidualRows residuals) {
        List<Tensor> skips = new ArrayList<>();
        Tensor h = entered(config.centersInput() ? sample.mul(2).add(-1) : sample, signals);
        skips.add(h);
        FeatureRows features = signals.inserts().features();
        for (int i = 0; i < down.size(); i++) {
            int level = i;
            h = down.get(i).apply(h, signals.at(BlockPlace.down(i, 0)), skips, x -> features.atLevel(level, x));
        }
        h = middle == null ? h : middle.apply(h, signals.at(BlockPlace.middle(0)));
        h = features.afterMiddle(down.size(), h);
        int count = skips.size();
        skips = residuals.skips(skips);
        h = residuals.middle(count, h);
        for (int i = 0; i < up.size(); i++) {
            h = up.get(i).apply(h, signals.at(BlockPlace.up(i, 0)), skips);
        }
        return last.apply(config.style().activation().apply(norm.apply(h)));
    }

    /** The sizes of the features at the cross-attentions: down, up, then the middle, as published adapters count. */
    public List<Integer> crossAttentions() {
        return CrossAttentions.of(down, middle, up).stream()
                .map(attention -> Math.toIntExact(attention.query().weight().size(0)))
                .toList();
    }

    /** The first convolution; channels beyond its own are the block inserts'. */
    private Tensor entered(Tensor sample, UNetSignals signals) {
        long own = first.weight().size(1);
        if (sample.size(1) <= own || signals.blocks().runs().isEmpty()) {
            return first.apply(sample);
        }
        Tensor further = sample.narrow(1, own, sample.size(1) - own).contiguous();
        return signals.blocks().input(first.apply(sample.narrow(1, 0, own).contiguous()), further);
    }

    static List<DownBlock> down(UNetConfig config, Weights weights) {
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
