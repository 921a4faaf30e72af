package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;

/**
 * How much memory a model's weights take: the U-Net's in the precision asked for, the others' in 32 bits; of both U-Net and
 * text encoders what layers multiply by as it is stored.
 */
final class WeightBytes {
    private WeightBytes() {}

    static long of(ModelDirectory.Networks networks, Precision precision, WeightStorage storage) {
        long unet = ParameterList.bytes(
                weights -> new UNet2DCondition(networks.unet(), weights), Type.of(precision), storage);
        long texts = networks.texts().stream()
                .mapToLong(text -> ParameterList.bytes(weights -> network(text, weights), Type.F32, storage))
                .sum();
        return unet + texts + networks.codec().size() * Type.F32.bytes();
    }

    private static Object network(ModelDirectory.Text text, Weights weights) {
        return text.projects()
                ? new ClipTextModelWithProjection(text.config(), weights)
                : new ClipTextModel(text.config(), weights);
    }
}
