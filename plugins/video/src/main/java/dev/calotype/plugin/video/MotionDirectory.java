package dev.calotype.plugin.video;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.HeaderWeights;
import dev.calotype.networks.MotionAdapter;
import dev.calotype.networks.MotionAdapterConfig;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.SpokenWay;
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
 * A MotionAdapter's directory that was read and found right, without its weights.
 *
 * @param config its configuration
 * @param weights its file
 * @param way how prompts speak of ways to it, if they do
 */
record MotionDirectory(MotionAdapterConfig config, Path weights, Optional<SpokenWay> way) {
    static final String CONFIG = "config.json";
    private static final String STEM = "diffusion_pytorch_model";

    /** Reads a directory; throws {@link ModelRefused} with every fault. */
    static MotionDirectory read(Path directory) {
        ConfigReader json = ConfigReader.open(directory, CONFIG);
        MotionAdapterConfig config = MotionAdapterConfig.read(json);
        if (config.inChannels() != 0) {
            json.fault(
                    "conv_in_channels",
                    "is " + config.inChannels()
                            + "; modules that read a start frame in channels of their own (PIA) are not served, take those of"
                            + " AnimateDiff");
        }
        List<String> faults = new ArrayList<>(json.faults());
        Path weights = WeightFiles.find(directory, "", STEM, faults::add).orElse(null);
        Optional<SpokenWay> way = SpokenWay.read(directory, faults);
        if (faults.isEmpty() && weights != null) {
            compare(config, weights, faults);
        }
        if (weights == null || !faults.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new MotionDirectory(config, weights, way);
    }

    private static void compare(MotionAdapterConfig config, Path weights, List<String> faults) {
        try (ComponentFile file = ComponentFile.open(weights)) {
            var header = new HeaderWeights(String.valueOf(weights.getFileName()), file);
            var unused = new MotionAdapter(config, header);
            faults.addAll(header.faults());
        } catch (TensorException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
    }

    /** Modules follow the layers of a U-Net; what it denoises and what it is told is nothing to them. */
    ConditionerTraits traits() {
        var shape = new BackboneShape(
                "UNet2DConditionModel",
                0,
                config.levels().stream()
                        .map(MotionAdapterConfig.Level::channels)
                        .toList(),
                config.levels().stream().map(MotionAdapterConfig.Level::layers).toList(),
                0);
        return new ConditionerTraits(shape, ConditionerTraits.Wants.NOTHING, true);
    }

    /** How many numbers its weights have. */
    long parameters() {
        return ParameterList.size(weights -> new MotionAdapter(config, weights));
    }
}
