package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the frames of a video are told by a text encoder that knows only still pictures: each frame the caption that has the
 * object in the cell nearest to where it should be. The motion modules find the way between the cells. For the thread that
 * owns the encoder; needs an open scope.
 */
record MotionStates(ClipTextModel text, ClipTokenizer tokenizer) {
    /** 16 × tokens × size; an absent description is the empty caption. */
    float[] of(Optional<MotionDescription> description) {
        return description.map(this::travelling).orElseGet(this::nothing);
    }

    /** Values of one frame. */
    int size() {
        return ShapesTokens.LENGTH * text.config().size();
    }

    private float[] nothing() {
        float[] one = states(List.of(""));
        float[] all = new float[MovingScene.FRAMES * size()];
        for (int frame = 0; frame < MovingScene.FRAMES; frame++) {
            System.arraycopy(one, 0, all, frame * size(), size());
        }
        return all;
    }

    private float[] travelling(MotionDescription description) {
        List<Position> way = IntStream.range(0, MovingScene.FRAMES)
                .mapToObj(frame -> description.nearest(frame / (MovingScene.FRAMES - 1.0)))
                .toList();
        List<Position> cells = way.stream().distinct().toList();
        float[] states = states(
                cells.stream().map(cell -> description.at(cell).caption()).toList());
        float[] all = new float[MovingScene.FRAMES * size()];
        for (int frame = 0; frame < MovingScene.FRAMES; frame++) {
            System.arraycopy(states, cells.indexOf(way.get(frame)) * size(), all, frame * size(), size());
        }
        return all;
    }

    private float[] states(List<String> captions) {
        return text.apply(captions.stream()
                        .map(caption -> tokenizer.encode(caption).ids())
                        .toList())
                .last()
                .toFloats();
    }
}
