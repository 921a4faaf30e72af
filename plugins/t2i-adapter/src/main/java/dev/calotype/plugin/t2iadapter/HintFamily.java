package dev.calotype.plugin.t2iadapter;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ParameterList;
import dev.calotype.networks.T2IAdapter;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import java.nio.file.Path;
import java.util.List;

/** T2IAdapter directories of diffusers: {@code config.json} and its weights. */
public final class HintFamily implements ConditionerFamily<HintOptions> {
    private static final String CLASS = "T2IAdapter";

    @Override
    public String name() {
        return "t2i-adapter";
    }

    @Override
    public boolean recognises(Path directory) {
        ConfigReader json = ConfigReader.open(directory, HintDirectory.CONFIG);
        return json.faults().isEmpty() && json.text("_class_name", "").equals(CLASS);
    }

    @Override
    public ConditionerTraits describe(Path directory) {
        List<Integer> levels = HintDirectory.read(directory).config().backbone();
        var backbone = new BackboneShape("UNet2DConditionModel", 0, levels, List.of(), 0);
        return new ConditionerTraits(backbone, ConditionerTraits.Wants.PICTURE, false);
    }

    @Override
    public HintOptions defaults() {
        return new HintOptions(HintOptions.STRETCH);
    }

    @Override
    public long bytes(Path directory, Precision precision) {
        var config = HintDirectory.read(directory).config();
        return precision.bytes()
                * ParameterList.of(weights -> new T2IAdapter(config, weights)).values().stream()
                        .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                        .sum();
    }

    @Override
    public Conditioner<HintOptions> load(Path directory, DeviceSpec device, Precision precision) {
        return HintReader.load(HintDirectory.read(directory), device, precision);
    }
}
