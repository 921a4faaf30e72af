package dev.calotype.plugin.attributes;

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
import java.util.function.Predicate;

/** Writes a small directory of attributes with drawn weights, for the U-Net of the small Stable Diffusion. */
final class LooksDirectory {
    static final String CONFIG = """
            {"_class_name": "AttributeModulation", "embedding_dim": 6,
             "attributes": [{"name": "brightness", "minimum": 0, "maximum": 1, "default": 0.5},
                            {"name": "age", "minimum": 0, "maximum": 9, "default": 2}],
             "block_out_channels": [8, 16], "layers_per_block": 2}""";

    private LooksDirectory() {}

    /** A directory whose weights are all drawn. */
    static Path write(Path directory) {
        return write(directory, CONFIG, name -> false);
    }

    /** A directory of this configuration; weights whose names are told of are zeros. */
    static Path write(Path directory, String json, Predicate<String> zero) {
        try (Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0))) {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("config.json"), json);
            AttributeModulationConfig config =
                    AttributeModulationConfig.read(ConfigReader.of("config.json", new ObjectMapper().readTree(json)));
            Map<String, List<Long>> shapes = ParameterList.of(list -> {
                var unused = new AttributeModulation(config, list);
            });
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            shapes.forEach((name, shape) -> tensors.put(name, drawn(name, shape, zero.test(name))));
            SafeTensorsWriter.write(
                    directory.resolve("diffusion_pytorch_model.safetensors"), tensors, Map.of("format", "pt"));
            return directory;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Tensor drawn(String name, List<Long> shape, boolean zero) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        return zero ? Tensor.zeros(sizes) : Tensor.randn(name.hashCode(), sizes).mul(0.3);
    }
}
