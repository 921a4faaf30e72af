package dev.calotype.plugin.t2iadapter;

import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.testkit.ConditionerContract;
import dev.calotype.testkit.GoldenFolder;
import java.nio.file.Path;

/** A small T2I-Adapter in a small Stable Diffusion keeps the contract. */
final class HintContractTest extends ConditionerContract<HintOptions> {
    @Override
    protected ConditionerFamily<HintOptions> family() {
        return new HintFamily();
    }

    @Override
    protected Path directory() {
        return GoldenFolder.own("t2i_adapter_tiny").directory().resolve("adapter");
    }

    @Override
    protected Model model() {
        Path base = GoldenFolder.own("t2i_adapter_tiny").directory().resolveSibling("base_sd_tiny");
        return new StableDiffusionFamily().load(base, new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    }
}
