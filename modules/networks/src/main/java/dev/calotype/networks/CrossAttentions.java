package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attentions of a U-Net's transformer blocks to the context: down, up, then the middle, as published adapters count. */
final class CrossAttentions {
    private CrossAttentions() {}

    static List<Attention> of(List<DownBlock> down, @Nullable MiddleBlock middle, List<UpBlock> up) {
        List<ContextAttention> all = new ArrayList<>();
        down.forEach(block -> all.addAll(block.attentions()));
        up.forEach(block -> all.addAll(block.attentions()));
        if (middle != null && middle.attention() != null) {
            all.add(middle.attention());
        }
        return all.stream().flatMap(CrossAttentions::of).toList();
    }

    /** Their numbers by the weight of their keys. */
    static Map<Tensor, Integer> places(List<Attention> attentions) {
        Map<Tensor, Integer> places = new HashMap<>();
        attentions.forEach(one -> places.put(one.key().weight(), places.size()));
        return places;
    }

    private static Stream<Attention> of(ContextAttention attention) {
        return switch (attention) {
            case SpatialTransformer transformer -> transformer.blocks().stream().map(TransformerBlock::cross);
            case AddedAttention added -> Stream.empty();
        };
    }
}
