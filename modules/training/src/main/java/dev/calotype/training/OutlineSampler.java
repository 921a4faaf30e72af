package dev.calotype.training;

import dev.calotype.networks.ControlNetInsert;
import dev.calotype.networks.ControlNetInsert.Guess;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Draws pictures along given outlines, as {@link ShapesSampler} draws without. Used by one thread; needs an open scope. */
record OutlineSampler(ShapesSampler shapes, ControlNetModel control) {
    /** A little less than it learned with leaves the words' colours more to say; lines are followed no worse. */
    static final double STRENGTH = 0.9;

    /** A picture for each caption, along the outlines of the same place in the list. */
    List<Picture> draw(List<String> captions, List<Outlines> outlines, long seed) {
        List<List<Insertion>> carried = new ArrayList<>();
        for (Outlines each : outlines) {
            carried.add(List.of(Insertion.of(new ControlNetInsert(control, embedded(each), Guess.OFF), STRENGTH)));
        }
        return shapes.draw(captions, carried, seed);
    }

    private Signal embedded(Outlines outlines) {
        float[] hint = new float[Outlines.VALUES];
        outlines.write(hint, 0);
        Tensor features = control.embed(Tensor.of(hint, 1, 3, Picture.SIDE, Picture.SIDE));
        return new Signal(
                features.toFloats(),
                List.of(
                        Math.toIntExact(features.size(1)),
                        Math.toIntExact(features.size(2)),
                        Math.toIntExact(features.size(3))));
    }
}
