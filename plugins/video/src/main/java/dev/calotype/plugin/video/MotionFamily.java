package dev.calotype.plugin.video;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;

/** Motion modules (Guo et al. 2023, arXiv:2307.04725) in the layout of a MotionAdapter's diffusers directory. */
public final class MotionFamily implements ConditionerFamily<MotionOptions> {
    /** The family, as the plugin's service file names it. */
    public MotionFamily() {}

    @Override
    public String name() {
        return "motion";
    }

    @Override
    public boolean recognises(Path directory) {
        return ConfigReader.open(directory, MotionDirectory.CONFIG)
                .text("_class_name", "")
                .equals("MotionAdapter");
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        return MotionDirectory.read(directory).traits();
    }

    @Override
    public MotionOptions defaults() {
        return MotionOptions.USUAL;
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        return MotionDirectory.read(directory).parameters() * precision.bytes();
    }

    @Override
    public Conditioner<MotionOptions> load(Path directory, DeviceSpec device, Precision precision) {
        return MotionConditioner.load(MotionDirectory.read(directory), device, precision);
    }
}
