package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.SpokenWay;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the frames of a video are told by a text encoder that knows only still pictures: each frame the caption that has the
 * object in the cell nearest to where it should be, as jobs of the farm are. The motion modules find the way between the
 * cells. For the thread that owns the encoder; needs an open scope.
 */
record MotionStates(ClipTextModel text, ClipTokenizer tokenizer, SpokenWay way) {
    /** With the encoder of a model, and the words that motion modules know. */
    static MotionStates of(ShapesDirectory model, MotionDirectory motion) {
        return new MotionStates(model.text(), model.tokenizer(), motion.way());
    }

    /** 16 × tokens × size; an absent description is the empty caption. */
    float[] of(Optional<MotionDescription> description) {
        List<String> told = description
                .map(stated -> way.frames(stated.caption(), MovingScene.FRAMES))
                .orElse(Collections.nCopies(MovingScene.FRAMES, ""));
        List<String> captions = told.stream().distinct().toList();
        float[] states = states(captions);
        float[] all = new float[MovingScene.FRAMES * size()];
        for (int frame = 0; frame < MovingScene.FRAMES; frame++) {
            System.arraycopy(states, captions.indexOf(told.get(frame)) * size(), all, frame * size(), size());
        }
        return all;
    }

    /** Values of one frame. */
    int size() {
        return ShapesTokens.LENGTH * text.config().size();
    }

    private float[] states(List<String> captions) {
        return text.apply(captions.stream()
                        .map(caption -> tokenizer.encode(caption).ids())
                        .toList())
                .last()
                .toFloats();
    }
}
