package dev.calotype.plugin.controlnet;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.ControlNetConfig;
import dev.calotype.networks.ControlNetModel;
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

/**
 * A ControlNet's directory that was read and found right, without its weights.
 *
 * @param config its configuration
 * @param weights its file
 */
record ControlNetDirectory(ControlNetConfig config, Path weights) {
    static final String CONFIG = "config.json";
    private static final String STEM = "diffusion_pytorch_model";

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static ControlNetDirectory read(Path directory) {
        ConfigReader json = ConfigReader.open(directory, CONFIG);
        ControlNetConfig config = ControlNetConfig.read(json);
        List<String> faults = new ArrayList<>(json.faults());
        Path weights = WeightFiles.find(directory, "", STEM, faults::add).orElse(null);
        if (faults.isEmpty() && weights != null) {
            compare(config, weights, faults);
        }
        if (weights == null || !faults.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new ControlNetDirectory(config, weights);
    }

    private static void compare(ControlNetConfig config, Path weights, List<String> faults) {
        try (ComponentFile file = ComponentFile.open(weights)) {
            var header = new HeaderWeights(String.valueOf(weights.getFileName()), file);
            var unused = new ControlNetModel(config, header);
            faults.addAll(header.faults());
        } catch (TensorException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** A ControlNet goes beside a U-Net whose way down it copies. */
    ConditionerTraits traits() {
        BackboneShape shape = config.unet().shape(config.unet().inChannels());
        return new ConditionerTraits(shape, ConditionerTraits.Wants.PICTURE, false);
    }

    /** How many numbers its weights have. */
    long parameters() {
        return ParameterList.size(weights -> new ControlNetModel(config, weights));
    }
}
