package dev.calotype.plugin.video;

import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.testkit.ConditionerContract;
import dev.calotype.testkit.GoldenFolder;
import java.nio.file.Path;

/** Small motion modules in a small Stable Diffusion keep the contract. */
final class MotionContractTest extends ConditionerContract<MotionOptions> {
    @Override
    protected ConditionerFamily<MotionOptions> family() {
        return new MotionFamily();
    }

    @Override
    protected Path directory() {
        return GoldenFolder.own("animatediff_tiny").directory().resolve("motion_adapter");
    }

    @Override
    protected Model model() {
        Path base = GoldenFolder.own("animatediff_tiny").directory().resolveSibling("base_sd_tiny");
        return new StableDiffusionFamily().load(base, new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    }
}
