package dev.calotype.plugin.ipadapter;

import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.testkit.ConditionerContract;
import dev.calotype.testkit.GoldenFolder;
import java.nio.file.Path;

/** A small IP-Adapter in a small Stable Diffusion keeps the contract. */
final class ImagePromptContractTest extends ConditionerContract<ImagePromptOptions> {
    @Override
    protected ConditionerFamily<ImagePromptOptions> family() {
        return new ImagePromptFamily();
    }

    @Override
    protected Path directory() {
        return GoldenFolder.own("ip_adapter_tiny").directory();
    }

    @Override
    protected Model model() {
        Path base = GoldenFolder.own("ip_adapter_tiny").directory().resolveSibling("base_sd_tiny");
        return new StableDiffusionFamily().load(base, new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    }
}
