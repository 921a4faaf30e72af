package dev.calotype.plugin.attributes;

import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.testkit.ConditionerContract;
import dev.calotype.testkit.GoldenFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Attributes in a small Stable Diffusion keep the contract. */
final class AttributesContractTest extends ConditionerContract<AttributesOptions> {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    @Override
    protected ConditionerFamily<AttributesOptions> family() {
        return new AttributesFamily();
    }

    @Override
    protected Path directory() {
        return LooksDirectory.write(place.resolve("looks"));
    }

    @Override
    protected Model model() {
        Path base = GoldenFolder.own("animatediff_tiny").directory().resolveSibling("base_sd_tiny");
        return new StableDiffusionFamily().load(base, new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    }
}
