package dev.calotype.plugin.ipadapter;

import dev.calotype.networks.ClipVisionModel;
import dev.calotype.networks.ImageAdapter;
import dev.calotype.networks.ParameterList;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Directories with an IP-Adapter in its published form and, in {@code image_encoder}, CLIP's picture encoder. */
public final class ImagePromptFamily implements ConditionerFamily<ImagePromptOptions> {
    @Override
    public String name() {
        return "ip-adapter";
    }

    @Override
    public boolean recognises(Path directory) {
        return Files.isRegularFile(directory.resolve(AdapterDirectory.ENCODER).resolve("config.json"))
                && !Files.exists(directory.resolve("model_index.json"));
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        int tokenSize = AdapterDirectory.read(directory).shape().contextSize();
        var backbone = new BackboneShape("UNet2DConditionModel", 0, List.of(), List.of(), tokenSize);
        return new ConditionerTraits(backbone, ConditionerTraits.Wants.PICTURE, false);
    }

    @Override
    public ImagePromptOptions defaults() {
        return new ImagePromptOptions();
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        AdapterDirectory read = AdapterDirectory.read(directory);
        var encoder = ParameterList.of(weights -> new ClipVisionModel(read.vision(), weights));
        var adapter = ParameterList.of(weights -> new ImageAdapter(read.shape(), weights));
        return precision.bytes()
                * Stream.of(encoder, adapter)
                        .flatMap(all -> all.values().stream())
                        .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                        .sum();
    }

    @Override
    public Conditioner<ImagePromptOptions> load(Path directory, DeviceSpec device, Precision precision) {
        return ImagePrompter.load(AdapterDirectory.read(directory), device, precision);
    }
}
