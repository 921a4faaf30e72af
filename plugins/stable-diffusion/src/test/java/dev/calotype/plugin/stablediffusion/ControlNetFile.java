package dev.calotype.plugin.stablediffusion;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetModel;
import dev.calotype.networks.FileWeights;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenTensor;
import java.nio.file.Path;
import java.util.Arrays;

/** A ControlNet of the reference's numbers, open. */
record ControlNetFile(ControlNetModel network, SafeTensors file, Scope scope) implements AutoCloseable {
    static ControlNetFile of(Path folder) {
        var config = ControlNetConfig.read(ConfigReader.open(folder, "config.json"));
        SafeTensors file = SafeTensors.open(folder.resolve("diffusion_pytorch_model.safetensors"));
        Scope scope = Scope.detached(AdaptedModel.CPU);
        return new ControlNetFile(scope.run(() -> new ControlNetModel(config, new FileWeights(file))), file, scope);
    }

    Signal embedded(GoldenTensor hint) {
        long[] shape = hint.shape().stream().mapToLong(Integer::longValue).toArray();
        try (Scope call = Scope.open(AdaptedModel.CPU)) {
            return call.run(() -> {
                Tensor features = network.embed(Tensor.of(hint.floats(), shape));
                return new Signal(
                        features.toFloats(),
                        Arrays.stream(features.shape())
                                .skip(1)
                                .mapToObj(Math::toIntExact)
                                .toList());
            });
        }
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
