package dev.calotype.plugin.controlnet;

import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.testkit.ConditionerContract;
import java.nio.file.Path;

/** The shipped ControlNet for outlines in the shipped shapes keeps the contract. */
final class OutlinesContractTest extends ConditionerContract<ControlNetOptions> {
    private static final Path MODELS = Path.of("../../models");

    @Override
    protected ConditionerFamily<ControlNetOptions> family() {
        return new ControlNetFamily();
    }

    @Override
    protected Path directory() {
        return MODELS.resolve("outlines");
    }

    @Override
    protected Model model() {
        return new StableDiffusionFamily().load(MODELS.resolve("shapes"), new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    }
}
