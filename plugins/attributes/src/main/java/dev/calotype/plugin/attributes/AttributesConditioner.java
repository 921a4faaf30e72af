package dev.calotype.plugin.attributes;

import dev.calotype.networks.AttributeModulation;
import dev.calotype.networks.AttributeModulationConfig;
import dev.calotype.networks.ComponentFile;
import dev.calotype.networks.FileWeights;
import dev.calotype.spi.Attribute;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A loaded module of attributes. Owns its weights and its mapped file. */
final class AttributesConditioner implements Conditioner<AttributesOptions> {
    private final Scope scope;
    private final ComponentFile file;
    private final List<Attribute> attributes;
    private final AttributeModulation network;

    private AttributesConditioner(
            Scope scope, ComponentFile file, List<Attribute> attributes, AttributeModulation network) {
        this.scope = scope;
        this.file = file;
        this.attributes = attributes;
        this.network = network;
    }

    /** Loads onto a device, on the thread that will use it. */
    static AttributesConditioner load(AttributesDirectory directory, DeviceSpec device) {
        ComponentFile file = ComponentFile.open(directory.weights());
        Scope scope = Scope.detached(device);
        try {
            AttributeModulationConfig config = directory.config();
            var network = scope.run(() -> new AttributeModulation(config, new FileWeights(file)));
            return new AttributesConditioner(scope, file, config.attributes(), network);
        } catch (RuntimeException | Error e) {
            scope.close();
            file.close();
            throw e;
        }
    }

    @Override
    public Contribution condition(ConditionerInput input, AttributesOptions options) {
        float[] scaled = scaled(input.attributes());
        try (Scope call = Scope.open(scope.device())) {
            Conditioning positive = Conditioning.ofInserts(input.insertion(call.run(() -> network.insert(scaled))));
            return new Contribution(positive, options.guided() ? Conditioning.NONE : positive, null);
        }
    }

    /** From each attribute's range to [−1, 1], in the network's order; those left out are as usual. */
    private float[] scaled(Map<String, Double> given) {
        List<String> faults = new ArrayList<>();
        var unknown = new TreeSet<>(given.keySet());
        float[] scaled = new float[attributes.size()];
        for (int i = 0; i < scaled.length; i++) {
            Attribute attribute = attributes.get(i);
            unknown.remove(attribute.name());
            double value = given.getOrDefault(attribute.name(), attribute.usual());
            attribute.fault(value).ifPresent(faults::add);
            scaled[i] = (float) (2 * (value - attribute.least()) / (attribute.most() - attribute.least()) - 1);
        }
        List<String> known = attributes.stream().map(Attribute::name).toList();
        unknown.forEach(name -> faults.add("there is no attribute '" + name + "'; known are " + known));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return scaled;
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
