package dev.calotype.plugin.attributes;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.AttributeModulationConfig;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;

/** Directories of attributes: a {@code config.json} that lists them, and the weights of what they do. */
public final class AttributesFamily implements ConditionerFamily<AttributesOptions> {
    /** The family, as the plugin's service file names it. */
    public AttributesFamily() {}

    @Override
    public String name() {
        return "attributes";
    }

    @Override
    public boolean recognises(Path directory) {
        return ConfigReader.open(directory, AttributesDirectory.CONFIG)
                .text("_class_name", "")
                .equals(AttributeModulationConfig.CLASS);
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        return AttributesDirectory.read(directory).traits();
    }

    @Override
    public AttributesOptions defaults() {
        return new AttributesOptions(false);
    }

    /** It computes in 32 bits whatever the backbone does, for it runs once a job. */
    @Override
    public long bytes(Path directory, Precision precision) {
        return AttributesDirectory.read(directory).parameters() * Precision.FP32.bytes();
    }

    @Override
    public Conditioner<AttributesOptions> load(Path directory, DeviceSpec device, Precision precision) {
        return AttributesConditioner.load(AttributesDirectory.read(directory), device);
    }
}
