package dev.calotype.training;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTokenizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the frames of a video are told by a text encoder that knows only still pictures: each frame the mixture of the states
 * of captions that have the object in the cells around the place where it should be. For the thread that owns the encoder;
 * needs an open scope.
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
        List<Map<Position, Double>> ways = new ArrayList<>();
        Map<Position, Integer> rows = new EnumMap<>(Position.class);
        for (int frame = 0; frame < MovingScene.FRAMES; frame++) {
            double share = frame / (MovingScene.FRAMES - 1.0);
            Position from = description.from();
            Position to = description.to();
            ways.add(Position.around(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y())));
            ways.getLast().keySet().forEach(cell -> rows.putIfAbsent(cell, rows.size()));
        }
        List<Position> cells = new ArrayList<>(rows.keySet());
        cells.forEach(cell -> rows.put(cell, cells.indexOf(cell)));
        float[] states = states(
                cells.stream().map(cell -> description.at(cell).caption()).toList());
        return mixed(ways, rows, states);
    }

    private float[] mixed(List<Map<Position, Double>> ways, Map<Position, Integer> rows, float[] states) {
        float[] all = new float[ways.size() * size()];
        for (int frame = 0; frame < ways.size(); frame++) {
            int start = frame * size();
            ways.get(frame).forEach((cell, weight) -> {
                int row = rows.getOrDefault(cell, 0) * size();
                for (int i = 0; i < size(); i++) {
                    all[start + i] += (float) (weight * states[row + i]);
                }
            });
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
