package dev.calotype.networks;

import dev.calotype.tensor.Linear;
import dev.calotype.tensor.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The maps of decoupled cross-attention (Ye et al. 2023, arXiv:2308.06721, equation 5): from further tokens to keys and
 * values, a pair for each cross-attention of a U-Net in the order of {@link UNet2DCondition#crossAttentions()}.
 *
 * @param keys from …×contextSize to …×size
 * @param values from …×contextSize to …×size
 */
public record AttentionMaps(List<Linear> keys, List<Linear> values) {
    /** Copies the lists. */
    public AttentionMaps {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /** The sizes of the features at each cross-attention. */
    List<Long> sizes() {
        return keys.stream().map(key -> key.weight().size(0)).toList();
    }

    /**
     * The maps from weights in the published form, where self-attentions are counted too, so that the numbers are odd.
     *
     * @param weights below {@code ip_adapter}
     * @param contextSize size of a token
     * @param sizes of the features at each cross-attention
     */
    public static AttentionMaps from(Weights weights, int contextSize, List<Integer> sizes) {
        List<Linear> keys = new ArrayList<>();
        List<Linear> values = new ArrayList<>();
        for (int place = 0; place < sizes.size(); place++) {
            Weights pair = weights.at(String.valueOf(2 * place + 1));
            keys.add(Linear.withoutBias(pair.at("to_k_ip"), contextSize, sizes.get(place)));
            values.add(Linear.withoutBias(pair.at("to_v_ip"), contextSize, sizes.get(place)));
        }
        return new AttentionMaps(keys, values);
    }
}
