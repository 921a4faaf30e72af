package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.spi.Precision;

/** How much memory a model's weights take: the U-Net's in the precision asked for, the others' always in 32 bits. */
final class WeightBytes {
    private WeightBytes() {}

    static long of(ModelDirectory.Networks networks, Precision precision) {
        long unet = ParameterList.size(weights -> new UNet2DCondition(networks.unet(), weights));
        long texts = networks.texts().stream().mapToLong(WeightBytes::size).sum();
        return unet * precision.bytes() + (texts + networks.codec().size()) * Precision.FP32.bytes();
    }

    private static long size(ModelDirectory.Text text) {
        return text.projects()
                ? ParameterList.size(weights -> new ClipTextModelWithProjection(text.config(), weights))
                : ParameterList.size(weights -> new ClipTextModel(text.config(), weights));
    }
}
