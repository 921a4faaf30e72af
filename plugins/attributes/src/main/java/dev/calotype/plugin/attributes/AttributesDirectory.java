package dev.calotype.plugin.attributes;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.AttributeModulation;
import dev.calotype.networks.AttributeModulationConfig;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.HeaderWeights;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.WeightFiles;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.ModelRefused;
import dev.calotype.tensor.TensorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory of attributes that was read and found right, without its weights.
 *
 * @param config its configuration
 * @param weights its file
 */
record AttributesDirectory(AttributeModulationConfig config, Path weights) {
    static final String CONFIG = "config.json";
    private static final String STEM = "diffusion_pytorch_model";

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static AttributesDirectory read(Path directory) {
        ConfigReader json = ConfigReader.open(directory, CONFIG);
        AttributeModulationConfig config = AttributeModulationConfig.read(json);
        List<String> faults = new ArrayList<>(json.faults());
        Optional<Path> weights = WeightFiles.find(directory, "", STEM, faults::add);
        if (json.faults().isEmpty()) {
            weights.ifPresent(file -> compare(config, file, faults));
        }
        if (!faults.isEmpty() || weights.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new AttributesDirectory(config, weights.get());
    }

    private static void compare(AttributeModulationConfig config, Path weights, List<String> faults) {
        try (ComponentFile file = ComponentFile.open(weights)) {
            var header = new HeaderWeights(String.valueOf(weights.getFileName()), file);
            var unused = new AttributeModulation(config, header);
            faults.addAll(header.faults());
        } catch (TensorException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** It goes into any U-Net with these levels, whatever that denoises and is told. */
    ConditionerTraits traits() {
        var shape = new BackboneShape("UNet2DConditionModel", 0, config.channels(), config.layers(), 0);
        return new ConditionerTraits(shape, ConditionerTraits.Wants.NOTHING, false, config.attributes());
    }

    /** How many numbers its weights have. */
    long parameters() {
        return ParameterList.size(list -> new AttributeModulation(config, list));
    }
}
