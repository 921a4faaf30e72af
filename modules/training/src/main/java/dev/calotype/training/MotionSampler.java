package dev.calotype.training;

import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.BlockInsert;
import dev.calotype.networks.BlockRun;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.networks.UNetConditions;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Draws videos of the motion world as {@link ShapesSampler} draws pictures. Used by one thread; needs an open scope. */
record MotionSampler(
        UNet2DCondition network,
        Optional<BlockInsert> motion,
        MotionStates states,
        AutoencoderKL autoencoder,
        ShapesSampler.Settings settings) {
    /** A video for each description; without motion modules each frame is drawn by itself. */
    List<List<Picture>> draw(List<MotionDescription> descriptions, long seed) {
        int rows = descriptions.size() * MovingScene.FRAMES;
        Tensor context = Tensor.cat(0, List.of(context(descriptions, true), context(descriptions, false)));
        Tensor latents = FlowWalk.of(settings.steps(), settings.shift())
                .from(
                        Tensor.randn(seed, LatentBank.shape(rows)),
                        (x, level) -> Scope.giving(() -> flow(x, context, level)));
        List<Picture> frames = ShapesSampler.pictures(
                autoencoder.decode(autoencoder.unscale(latents)).toFloats(), rows);
        List<List<Picture>> videos = new ArrayList<>();
        for (int first = 0; first < rows; first += MovingScene.FRAMES) {
            videos.add(frames.subList(first, first + MovingScene.FRAMES));
        }
        return videos;
    }

    private Tensor context(List<MotionDescription> descriptions, boolean told) {
        int size = states.size();
        float[] all = new float[descriptions.size() * MovingScene.FRAMES * size];
        for (int i = 0; i < descriptions.size(); i++) {
            float[] own = states.of(told ? Optional.of(descriptions.get(i)) : Optional.empty());
            System.arraycopy(own, 0, all, i * own.length, own.length);
        }
        return Tensor.of(all, all.length / size, ShapesTokens.LENGTH, size / ShapesTokens.LENGTH);
    }

    private Tensor flow(Tensor x, Tensor context, double level) {
        int rows = (int) x.size(0);
        double[] times = new double[2 * rows];
        Arrays.fill(times, Math.floor(DenoiserObjective.TIMES * level));
        List<Double> strengths = Collections.nCopies(2 * rows / MovingScene.FRAMES, 1.0);
        List<BlockRun> runs = motion.map(insert -> new BlockRun(insert, 0, MovingScene.FRAMES, strengths)).stream()
                .toList();
        Tensor both = network.apply(
                Tensor.cat(0, List.of(x, x)),
                times,
                UNetConditions.of(context, null).withBlocks(runs));
        Tensor with = both.narrow(0, 0, rows);
        Tensor without = both.narrow(0, rows, rows);
        return without.add(with.sub(without).mul(settings.guidance()));
    }
}
