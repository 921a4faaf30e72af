package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.LayerNames;
import java.util.Map;

/**
 * What adapters of a model are compared with.
 *
 * @param layers the layers of each of its networks
 * @param tokenSizes the size of a token's vector in each of its text encoders
 */
record AdapterTargets(Map<AdapterPart, LayerNames> layers, Map<AdapterPart, Integer> tokenSizes) {
    static AdapterTargets of(ModelDirectory.Networks networks) {
        return new AdapterTargets(
                Map.of(
                        AdapterPart.UNET,
                        LayerNames.of(networks.unet()),
                        AdapterPart.TEXT,
                        LayerNames.of(networks.text())),
                Map.of(AdapterPart.TEXT, networks.text().size()));
    }
}
