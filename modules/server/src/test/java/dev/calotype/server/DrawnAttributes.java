package dev.calotype.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.AttributeModulation;
import dev.calotype.networks.AttributeModulationConfig;
import dev.calotype.networks.ParameterList;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a module of the attributes {@code hue} and {@code grain}, from −1 to 1, with weights that are drawn and biases that are
 * zero, so that at 0 and 0 it changes nothing.
 */
final class DrawnAttributes {
    private DrawnAttributes() {}

    /** For a U-Net of these levels; {@code deviation} is that of what the last maps are drawn from. */
    static void write(Path directory, List<Integer> channels, int layers, double deviation) throws IOException {
        String json = """
                {"_class_name": "AttributeModulation", "embedding_dim": 8,
                 "attributes": [{"name": "hue", "minimum": -1, "default": 0}, {"name": "grain", "minimum": -1, "default": 0}],
                 "block_out_channels": %s, "layers_per_block": %d}""".formatted(channels, layers);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), json);
        var config = AttributeModulationConfig.read(ConfigReader.of("config.json", new ObjectMapper().readTree(json)));
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            ParameterList.of(list -> {
                        var unused = new AttributeModulation(config, list);
                    })
                    .forEach((name, shape) -> tensors.put(name, drawn(name, shape, deviation)));
            SafeTensorsWriter.write(directory.resolve("diffusion_pytorch_model.safetensors"), tensors, Map.of());
        }
    }

    private static Tensor drawn(String name, List<Long> shape, double deviation) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        double spread = name.startsWith("embedding") ? 1 : deviation;
        return name.endsWith("bias")
                ? Tensor.zeros(sizes)
                : Tensor.randn(name.hashCode(), sizes).mul(spread);
    }
}
