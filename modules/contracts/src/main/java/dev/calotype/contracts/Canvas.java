package dev.calotype.contracts;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.LatentShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a walk draws on, as a conditioning module is told of it.
 *
 * @param width of the result
 * @param height of the result
 * @param latent of the walk
 */
record Canvas(int width, int height, LatentShape latent) {
    private static final int WIDE = 128;
    private static final int HIGH = 64;
    private static final int FRAMES = 4;
    private static final int CHANNELS = 4;
    private static final List<Integer> FOLDS = List.of(8, 4, 2, 16, 32, 1);

    /** Those that models of a module's kind may have, the most usual first. */
    static List<Canvas> usual(ConditionerTraits traits) {
        BackboneShape backbone = traits.backbone();
        int channels = backbone.latentChannels() > 0 ? backbone.latentChannels() : CHANNELS;
        Stream<LatentShape> folded = FOLDS.stream()
                .map(fold -> traits.makesFrames()
                        ? LatentShape.of(channels, FRAMES, HIGH / fold, WIDE / fold)
                        : LatentShape.of(channels, HIGH / fold, WIDE / fold));
        return Stream.concat(folded, Stream.of(LatentShape.of(HIGH, WIDE)))
                .map(latent -> new Canvas(WIDE, HIGH, latent))
                .toList();
    }

    /** The same result, but every axis of the latent behind its channels has this size. */
    Canvas folded(int size) {
        List<Integer> axes = new ArrayList<>(latent.axes());
        axes.subList(1, axes.size()).replaceAll(axis -> size);
        return new Canvas(width, height, new LatentShape(axes));
    }
}
