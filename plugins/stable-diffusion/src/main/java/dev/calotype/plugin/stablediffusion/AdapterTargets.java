package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ClipTextConfig;
import dev.calotype.networks.LayerNames;
import java.util.EnumMap;
import java.util.Map;

/**
 * What adapters of a model are compared with.
 *
 * @param layers the layers of each of its networks
 * @param tokenSizes the size of a token's vector in each of its text encoders
 */
record AdapterTargets(Map<AdapterPart, LayerNames> layers, Map<AdapterPart, Integer> tokenSizes) {
    static AdapterTargets of(ModelDirectory.Networks networks) {
        Map<AdapterPart, LayerNames> layers = new EnumMap<>(AdapterPart.class);
        Map<AdapterPart, Integer> sizes = new EnumMap<>(AdapterPart.class);
        layers.put(AdapterPart.UNET, LayerNames.of(networks.unet()));
        for (ModelDirectory.Text text : networks.texts()) {
            ClipTextConfig config = text.config();
            layers.put(text.part(), text.projects() ? LayerNames.ofProjecting(config) : LayerNames.of(config));
            sizes.put(text.part(), config.size());
        }
        return new AdapterTargets(layers, sizes);
    }
}
