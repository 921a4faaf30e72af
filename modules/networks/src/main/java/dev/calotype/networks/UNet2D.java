package dev.calotype.networks;

import dev.calotype.networks.UNet2DConfig.Classes;
import dev.calotype.networks.UNet2DConfig.Level;
import dev.calotype.networks.UNet2DConfig.Telling;
import dev.calotype.tensor.Conv2d;
import dev.calotype.tensor.Embedding;
import dev.calotype.tensor.GroupNorm;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The U-Net of pixel diffusion, without a prompt: of DDPM (Ho et al. 2020, arXiv:2006.11239, appendix B), with classes and
 * learned variances (Nichol and Dhariwal 2021, arXiv:2102.09672), and NCSN++ (Song et al. 2021, arXiv:2011.13456,
 * appendix H): UNet2DModel, with its weights' names.
 *
 * <p>Immutable; used by the thread of its device. The weights own the native memory.
 */
public final class UNet2D {
    private final UNet2DConfig config;
    private final Conv2d first;
    private final TimeProjection telling;
    private final TimeEmbedding time;
    private final @Nullable Embedding classes;
    private final @Nullable TimeEmbedding classTime;
    private final List<PixelDownBlock> down;
    private final List<PixelLayer> middle;
    private final List<PixelUpBlock> up;
    private final GroupNorm norm;
    private final Conv2d last;

    /** A U-Net from its weights. */
    public UNet2D(UNet2DConfig config, Weights weights) {
        this.config = config;
        int channels = config.levels().getFirst().channels();
        first = Conv2d.from(weights.at("conv_in"), config.inChannels(), channels, 3, 1, 1);
        telling = TimeProjection.from(weights.at("time_proj"), config);
        time = TimeEmbedding.from(weights.at("time_embedding"), config.time(), Activation.SILU);
        Weights told = weights.at("class_embedding");
        Classes.Kind kind = config.classes().kind();
        classes = kind == Classes.Kind.TABLE
                ? Embedding.from(told, config.classes().count(), config.time().size())
                : null;
        classTime = kind == Classes.Kind.TIME ? TimeEmbedding.from(told, config.time(), Activation.SILU) : null;
        down = down(weights);
        middle = middle(weights.at("mid_block"));
        up = up(weights);
        norm = GroupNorm.from(
                weights.at("conv_norm_out"),
                channels,
                config.groups(channels),
                config.style().epsilon());
        last = Conv2d.from(weights.at("conv_out"), channels, config.outChannels(), 3, 1, 1);
    }

    /** The configuration it was built from. */
    public UNet2DConfig config() {
        return config;
    }

    /**
     * Answers N noisy pictures.
     *
     * @param sample N×inChannels×H×W
     * @param times N, one a row; the levels' σ where the time is told by Fourier features
     * @param labels N, the class of each row, or null for a U-Net without classes
     * @return N×outChannels×H×W
     */
    public Tensor apply(Tensor sample, double[] times, double @Nullable [] labels) {
        Tensor embedding = config.style().activation().apply(embedded(times, labels));
        var skips = new ArrayList<Tensor>();
        Tensor picture = config.centersInput() ? sample.mul(2).sub(1) : sample;
        var flow = new PixelFlow(first.apply(picture), picture);
        skips.add(flow.features());
        for (PixelDownBlock block : down) {
            flow = block.apply(flow, embedding, skips);
        }
        Tensor h = flow.features();
        for (PixelLayer layer : middle) {
            h = layer.apply(h, embedding);
        }
        flow = new PixelFlow(h, null);
        for (PixelUpBlock block : up) {
            flow = block.apply(flow, embedding, skips);
        }
        return answer(flow, times);
    }

    private Tensor answer(PixelFlow flow, double[] times) {
        Tensor answer = last.apply(Ops.silu(norm.apply(flow.features())));
        Tensor drawn = flow.picture();
        answer = drawn == null ? answer : answer.add(drawn);
        return config.telling() == Telling.FOURIER
                ? answer.div(TimeProjection.told(times).to(answer.type()).reshape(-1, 1, 1, 1))
                : answer;
    }

    private Tensor embedded(double[] times, double @Nullable [] labels) {
        Tensor embedding = time.of(telling.apply(times));
        if (config.classes().kind() == Classes.Kind.NONE) {
            return embedding;
        }
        if (labels == null) {
            throw new IllegalArgumentException("this U-Net draws classes; it was asked without one");
        }
        if (classTime != null) {
            return embedding.add(classTime.of(telling.apply(labels)));
        }
        return classes == null ? embedding : embedding.add(classes.apply(places(labels)));
    }

    private static Tensor places(double[] labels) {
        return Tensor.of(Arrays.stream(labels).mapToLong(label -> (long) label).toArray(), labels.length);
    }

    private List<PixelDownBlock> down(Weights weights) {
        var blocks = new ArrayList<PixelDownBlock>();
        int in = config.levels().getFirst().channels();
        for (int i = 0; i < config.levels().size(); i++) {
            Level level = config.levels().get(i);
            boolean halves = i + 1 < config.levels().size();
            blocks.add(PixelDownBlock.from(weights.at("down_blocks." + i), in, level, halves, config));
            in = level.channels();
        }
        return blocks;
    }

    private List<PixelLayer> middle(Weights weights) {
        if (!config.middle().present()) {
            return List.of();
        }
        Level level = config.levels().getLast();
        int channels = level.channels();
        double scale = config.middle().scale();
        BlockStyle style = config.style().withOutputScale(scale);
        ResidualShape shape = ResidualShape.of(channels, channels, config.time().size(), config.groups(channels));
        var form =
                new PixelAttention.Form(channels, level.heads(), config.middle().groups(), style.epsilon(), scale);
        return List.of(
                new PixelLayer(
                        ResidualBlock.from(weights.at("resnets.0"), shape, style),
                        config.middle().attends() ? PixelAttention.from(weights.at("attentions.0"), form) : null),
                new PixelLayer(ResidualBlock.from(weights.at("resnets.1"), shape, style), null));
    }

    private List<PixelUpBlock> up(Weights weights) {
        var blocks = new ArrayList<PixelUpBlock>();
        List<Level> levels = config.levels();
        int below = levels.getLast().channels();
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(levels.size() - 1 - i);
            Level finer = levels.get(Math.max(levels.size() - 2 - i, 0));
            boolean doubles = i + 1 < levels.size();
            blocks.add(
                    PixelUpBlock.from(weights.at("up_blocks." + i), below, finer.channels(), level, doubles, config));
            below = level.channels();
        }
        return blocks;
    }
}
