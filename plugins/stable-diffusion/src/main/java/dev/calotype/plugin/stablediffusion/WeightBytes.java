package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.spi.Precision;
import java.util.List;

/** How much memory a model's weights take: the U-Net's in the precision asked for, the others' always in 32 bits. */
final class WeightBytes {
    private WeightBytes() {}

    static long of(ModelDirectory.Networks networks, Precision precision) {
        long unet = ParameterList.size(weights -> new UNet2DCondition(networks.unet(), weights));
        List<ModelDirectory.Text> texts = networks.texts();
        long others =
                ParameterList.size(weights -> new ClipTextModel(texts.getFirst().config(), weights));
        if (texts.size() > 1) {
            others += ParameterList.size(
                    weights -> new ClipTextModelWithProjection(texts.getLast().config(), weights));
        }
        others += networks.codec().size();
        return unet * precision.bytes() + others * Precision.FP32.bytes();
    }
}
