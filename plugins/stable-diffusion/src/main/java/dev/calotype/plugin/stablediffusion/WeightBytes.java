package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AutoencoderConfig;
import dev.calotype.networks.AutoencoderKL;
import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.UNet2DCondition;
import dev.calotype.spi.Precision;
import dev.calotype.tensor.Weights;
import java.util.List;
import java.util.function.Consumer;

/** How much memory a model's weights take: the U-Net's in the precision asked for, the others' always in 32 bits. */
final class WeightBytes {
    private WeightBytes() {}

    static long of(ModelDirectory.Networks networks, Precision precision) {
        long unet = count(weights -> new UNet2DCondition(networks.unet(), weights));
        List<ModelDirectory.Text> texts = networks.texts();
        long others = count(weights -> new ClipTextModel(texts.getFirst().config(), weights));
        if (texts.size() > 1) {
            others += count(
                    weights -> new ClipTextModelWithProjection(texts.getLast().config(), weights));
        }
        AutoencoderConfig autoencoder = networks.autoencoder();
        others += autoencoder == null ? 0 : count(weights -> new AutoencoderKL(autoencoder, weights));
        return unet * precision.bytes() + others * Precision.FP32.bytes();
    }

    private static long count(Consumer<Weights> network) {
        return ParameterList.of(network).values().stream()
                .mapToLong(WeightBytes::product)
                .sum();
    }

    private static long product(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
