package dev.calotype.training;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.FileWeights;
import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The directory of motion modules, in the layout of diffusers' MotionAdapter. */
record MotionDirectory(Path path) {
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

    /** Writes the configuration. */
    void lay() {
        try (InputStream in = MotionDirectory.class.getResourceAsStream("motion/" + CONFIG)) {
            Files.createDirectories(path);
            Files.copy(Objects.requireNonNull(in, CONFIG), path.resolve(CONFIG), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    MotionAdapterConfig config() {
        ConfigReader json = ConfigReader.open(path, CONFIG);
        MotionAdapterConfig config = MotionAdapterConfig.read(json);
        if (!json.faults().isEmpty()) {
            throw new IllegalArgumentException(
                    "the motion modules in " + path + " cannot be used: " + String.join("; ", json.faults()));
        }
        return config;
    }

    /** Writes the weights in half precision, and the positions beside them; needs an open scope. */
    void write(Map<String, Tensor> weights) {
        Map<String, Tensor> halves = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> halves.put(name, tensor.to(Type.F16)));
        MotionAdapter.positions(config()).forEach((name, tensor) -> halves.put(name, tensor.to(Type.F16)));
        SafeTensorsWriter.write(path.resolve(WEIGHTS), halves, Map.of("format", "pt"));
    }

    /** The modules as written; their weights are owned by the innermost open scope. */
    MotionAdapter adapter() {
        try (SafeTensors file = SafeTensors.open(path.resolve(WEIGHTS))) {
            return new MotionAdapter(config(), new FileWeights(file));
        }
    }
}
