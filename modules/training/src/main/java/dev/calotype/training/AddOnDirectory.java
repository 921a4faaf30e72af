package dev.calotype.training;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.FileWeights;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The directory of a network that is added to a model, in the layout of diffusers: a configuration, and weights in half
 * precision.
 *
 * @param name of what is added, which its configuration is kept under
 */
record AddOnDirectory(Path path, String name) {
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    /** Writes the configuration. */
    void lay() {
        lay(CONFIG);
    }

    /** Writes a file as it is kept. */
    void lay(String file) {
        try (InputStream in = AddOnDirectory.class.getResourceAsStream(name + "/" + file)) {
            Files.createDirectories(path);
            Files.copy(Objects.requireNonNull(in, file), path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    /** The configuration as this kind of network has it. */
    <T> T config(Function<ConfigReader, T> kind) {
        ConfigReader json = ConfigReader.open(path, CONFIG);
        T config = kind.apply(json);
        if (!json.faults().isEmpty()) {
            throw new IllegalArgumentException(
                    name + " in " + path + " cannot be used: " + String.join("; ", json.faults()));
        }
        return config;
    }

    /** Writes the weights in half precision; needs an open scope. */
    void write(Map<String, Tensor> weights) {
        Map<String, Tensor> halves = new LinkedHashMap<>();
        weights.forEach((key, tensor) -> halves.put(key, tensor.to(Type.F16)));
        SafeTensorsWriter.write(path.resolve(WEIGHTS), halves, Map.of("format", "pt"));
    }

    /** The network as written; its weights are owned by the innermost open scope. */
    <T> T network(Function<Weights, T> kind) {
        try (SafeTensors file = SafeTensors.open(path.resolve(WEIGHTS))) {
            return kind.apply(new FileWeights(file));
        }
    }
}
