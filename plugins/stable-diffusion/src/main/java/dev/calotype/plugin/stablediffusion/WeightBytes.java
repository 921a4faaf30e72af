package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Type;
import java.util.List;

/**
 * How much memory a model's weights take: the U-Net's in the precision asked for, the others' in 32 bits; of both U-Net and
 * text encoders what layers multiply by as it is stored.
 */
final class WeightBytes {
    private WeightBytes() {}

    static long of(ModelDirectory.Networks networks, Precision precision, WeightStorage storage) {
        long bytes = ParameterList.bytes(
                weights -> new UNet2DCondition(networks.unet(), weights), Type.of(precision), storage);
        List<ModelDirectory.Text> texts = networks.texts();
        bytes += ParameterList.bytes(
                weights -> new ClipTextModel(texts.getFirst().config(), weights), Type.F32, storage);
        if (texts.size() > 1) {
            bytes += ParameterList.bytes(
                    weights -> new ClipTextModelWithProjection(texts.getLast().config(), weights), Type.F32, storage);
        }
        return bytes + networks.codec().size() * Type.F32.bytes();
    }
}
