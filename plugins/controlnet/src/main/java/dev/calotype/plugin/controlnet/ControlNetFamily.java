package dev.calotype.plugin.controlnet;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;

/** ControlNets (Zhang et al. 2023, arXiv:2302.05543) in the layout of a ControlNetModel's diffusers directory. */
public final class ControlNetFamily implements ConditionerFamily<ControlNetOptions> {
    /** The family, as the plugin's service file names it. */
    public ControlNetFamily() {}

    @Override
    public String name() {
        return "controlnet";
    }

    @Override
    public boolean recognises(Path directory) {
        return ConfigReader.open(directory, ControlNetDirectory.CONFIG)
                .text("_class_name", "")
                .equals("ControlNetModel");
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        return ControlNetDirectory.read(directory).traits();
    }

    @Override
    public ControlNetOptions defaults() {
        return ControlNetOptions.USUAL;
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        return ControlNetDirectory.read(directory).parameters() * precision.bytes();
    }

    @Override
    public Conditioner<ControlNetOptions> load(Path directory, DeviceSpec device, Precision precision) {
        return ControlNetConditioner.load(ControlNetDirectory.read(directory), device, precision);
    }
}
