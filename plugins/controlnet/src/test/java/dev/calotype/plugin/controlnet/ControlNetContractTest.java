package dev.calotype.plugin.controlnet;

import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.testkit.ConditionerContract;
import dev.calotype.testkit.GoldenFolder;
import java.nio.file.Path;

/** A small ControlNet in a small Stable Diffusion keeps the contract. */
final class ControlNetContractTest extends ConditionerContract<ControlNetOptions> {
    @Override
    protected ConditionerFamily<ControlNetOptions> family() {
        return new ControlNetFamily();
    }

    @Override
    protected Path directory() {
        return GoldenFolder.own("controlnet_tiny").directory().resolve("controlnet1");
    }

    @Override
    protected Model model() {
        Path base = GoldenFolder.own("controlnet_tiny").directory().resolveSibling("base_sd_tiny");
        return new StableDiffusionFamily().load(base, new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    }
}
