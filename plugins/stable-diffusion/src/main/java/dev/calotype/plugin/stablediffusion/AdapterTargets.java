package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.LayerNames;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What adapters of a model are compared with.
 *
 * @param layers the layers of each of its networks
 * @param tokenSizes the size of a token's vector in each of its text encoders
 */
record AdapterTargets(Map<AdapterPart, LayerNames> layers, Map<AdapterPart, Integer> tokenSizes) {
    static AdapterTargets of(ModelDirectory.Networks networks) {
        List<ModelDirectory.Text> texts = networks.texts();
        ClipTextConfig first = texts.getFirst().config();
        Map<AdapterPart, LayerNames> layers = new EnumMap<>(AdapterPart.class);
        Map<AdapterPart, Integer> sizes = new EnumMap<>(AdapterPart.class);
        layers.put(AdapterPart.UNET, LayerNames.of(networks.unet()));
        layers.put(AdapterPart.TEXT, LayerNames.of(first));
        sizes.put(AdapterPart.TEXT, first.size());
        if (texts.size() > 1) {
            ClipTextConfig second = texts.getLast().config();
            layers.put(AdapterPart.TEXT_2, LayerNames.ofProjecting(second));
            sizes.put(AdapterPart.TEXT_2, second.size());
        }
        return new AdapterTargets(layers, sizes);
    }
}
