package dev.calotype.networks;

import dev.calotype.networks.UNetConfig.Middle;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a U-Net's way down and middle that sees a hint and answers with residuals for the U-Net's own (Zhang et al.
 * 2023, arXiv:2302.05543): ControlNetModel, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class ControlNetModel implements ResidualsNetwork {
    private static final double SHALLOWEST = 0.1;

    private final ControlNetConfig config;
    private final Conv2d first;
    private final HintEmbedding hints;
    private final UNetEntry entry;
    private final List<DownBlock> down;
    private final @Nullable MiddleBlock middle;
    private final List<Conv2d> outs;

    /** A ControlNet from its weights. */
    public ControlNetModel(ControlNetConfig config, Weights weights) {
        this.config = config;
        UNetConfig unet = config.unet();
        int channels = unet.levels().getFirst().channels();
        first = Conv2d.from(weights.at("conv_in"), unet.inChannels(), channels, 3, 1, 1);
        hints = HintEmbedding.from(weights.at("controlnet_cond_embedding"), config);
        entry = UNetEntry.from(weights, unet);
        down = UNet2DCondition.down(unet, weights);
        middle = unet.middle() == Middle.NONE ? null : MiddleBlock.from(weights.at("mid_block"), unet);
        outs = outs(unet, weights);
    }

    /** The configuration it was built from. */
    public ControlNetConfig config() {
        return config;
    }

    /**
     * The features of hints, which do not depend on the walk.
     *
     * @param hint N×hintChannels×H×W in [0, 1]
     * @return N×channels×H/s×W/s, where s is {@link ControlNetConfig#scale}
     */
    public Tensor embed(Tensor hint) {
        Tensor ordered = hint;
        if (config.bluesFirst()) {
            ordered = Tensor.cat(1, hint.chunk(Math.toIntExact(hint.size(1)), 1).reversed());
        }
        return hints.apply(ordered.to(first.weight().type()));
    }

    @Override
    public List<Tensor> residuals(UNetRows rows, List<? extends ResidualsInsert> inserts, double[] strengths) {
        List<ControlNetInsert> own =
                inserts.stream().map(ControlNetInsert.class::cast).toList();
        List<Tensor> bare = residuals(rows, hints(own, rows.sample()));
        var scaled = new ArrayList<Tensor>();
        for (int i = 0; i < bare.size(); i++) {
            double depth = (double) i / (bare.size() - 1);
            float[] scales = new float[strengths.length];
            for (int row = 0; row < scales.length; row++) {
                scales[row] = (float) (strengths[row] * share(own.get(row).guess(), depth));
            }
            Tensor residual = bare.get(i);
            scaled.add(residual.mul(Tensor.of(scales, scales.length, 1, 1, 1).to(residual.type())));
        }
        return scaled;
    }

    /**
     * The residuals of rows at strength 1.
     *
     * @param hints N×channels×H×W, from {@link #embed}
     * @return one for each skip, then the middle's
     */
    public List<Tensor> residuals(UNetRows rows, Tensor hints) {
        Type type = first.weight().type();
        Tensor latents = rows.sample().narrow(1, 0, config.unet().inChannels()).contiguous();
        UNetSignals signals = entry.signals(rows.times(), rows.conditions(), type);
        var skips = new ArrayList<Tensor>();
        Tensor h = first.apply(latents.to(type)).add(hints.to(type));
        skips.add(h);
        for (DownBlock block : down) {
            h = block.apply(h, signals, skips);
        }
        skips.add(middle == null ? h : middle.apply(h, signals));
        var residuals = new ArrayList<Tensor>();
        for (int i = 0; i < skips.size(); i++) {
            Tensor out = outs.get(i).apply(skips.get(i));
            residuals.add(config.poolsPlanes() ? out.mean(true, 2, 3) : out);
        }
        return residuals;
    }

    private double share(ControlNetInsert.Guess guess, double depth) {
        return switch (guess) {
            case OFF -> 1;
            case ON -> config.poolsPlanes() ? 1 : Math.pow(SHALLOWEST, 1 - depth);
        };
    }

    private static Tensor hints(List<ControlNetInsert> inserts, Tensor sample) {
        List<Tensor> hints = new ArrayList<>();
        for (ControlNetInsert insert : inserts) {
            Signal hint = insert.hint();
            List<Integer> axes = hint.shape();
            if (axes.get(1) != sample.size(2) || axes.get(2) != sample.size(3)) {
                throw new TensorException("a hint has features of " + axes.get(1) + "×" + axes.get(2)
                        + "; the latents of its row are " + sample.size(2) + "×" + sample.size(3));
            }
            hints.add(Tensor.of(hint.values(), 1, axes.get(0), axes.get(1), axes.get(2)));
        }
        return hints.size() == 1 ? hints.getFirst() : Tensor.cat(0, hints);
    }

    /** One convolution of 1×1 for each skip, and the middle's. */
    private static List<Conv2d> outs(UNetConfig unet, Weights weights) {
        List<Integer> channels = new ArrayList<>();
        channels.add(unet.levels().getFirst().channels());
        for (int i = 0; i < unet.levels().size(); i++) {
            UNetLevel level = unet.levels().get(i);
            int skips = level.layers() + (i + 1 < unet.levels().size() ? 1 : 0);
            for (int j = 0; j < skips; j++) {
                channels.add(level.channels());
            }
        }
        var outs = new ArrayList<Conv2d>();
        for (int i = 0; i < channels.size(); i++) {
            outs.add(out(weights.at("controlnet_down_blocks." + i), channels.get(i)));
        }
        outs.add(out(weights.at("controlnet_mid_block"), unet.deepest()));
        return outs;
    }

    private static Conv2d out(Weights weights, int channels) {
        return Conv2d.from(weights, channels, channels, 1, 1, 0);
    }
}
