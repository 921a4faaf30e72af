package dev.calotype.plugin.t2iadapter;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.HeaderWeights;
import dev.calotype.networks.T2IAdapter;
import dev.calotype.networks.T2IAdapterConfig;
import dev.calotype.networks.WeightFiles;
import dev.calotype.spi.ModelRefused;
import dev.calotype.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a T2IAdapter directory holds, read and compared without loading weights.
 *
 * @param config what the adapter is made of
 * @param weights its file
 */
record HintDirectory(T2IAdapterConfig config, Path weights) {
    static final String CONFIG = "config.json";
    private static final int GREY = 1;
    private static final int COLOURS = 3;

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static HintDirectory read(Path directory) {
        ConfigReader json = ConfigReader.open(directory, CONFIG);
        T2IAdapterConfig config = T2IAdapterConfig.read(json);
        if (config.inChannels() != GREY && config.inChannels() != COLOURS) {
            json.fault("in_channels", "is " + config.inChannels() + "; hints are grey (1) or coloured (3)");
        }
        List<String> faults = new ArrayList<>(json.faults());
        Optional<Path> weights = WeightFiles.find(directory, "", "diffusion_pytorch_model", faults::add);
        if (json.faults().isEmpty()) {
            weights.ifPresent(file -> compare(file, config, faults));
        }
        if (!faults.isEmpty() || weights.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new HintDirectory(config, weights.get());
    }

    private static void compare(Path file, T2IAdapterConfig config, List<String> faults) {
        String name = String.valueOf(file.getFileName());
        try (ComponentFile opened = ComponentFile.open(file)) {
            var header = new HeaderWeights(name, opened);
            Object _ = new T2IAdapter(config, header);
            faults.addAll(header.faults());
        } catch (TensorException e) {
            faults.add(name + ": " + e.getMessage());
        }
    }
}
