package dev.calotype.networks;

import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenTensor;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One component of a golden checkpoint, with the file and the scope that own its weights. */
record Opened<T>(T network, SafeTensors file, Scope scope) implements AutoCloseable {
    static <C, T> Opened<T> of(
            GoldenFolder goldens,
            String folder,
            String weights,
            Function<ConfigReader, C> read,
            BiFunction<C, Weights, T> build) {
        ConfigReader json = ConfigReader.open(goldens.directory(), folder + "/config.json");
        C config = read.apply(json);
        if (!json.faults().isEmpty()) {
            throw new AssertionError(json.faults());
        }
        SafeTensors file = SafeTensors.open(goldens.directory().resolve(folder).resolve(weights));
        Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));
        return new Opened<>(build.apply(config, new FileWeights(file)), file, scope);
    }

    static Tensor tensor(GoldenTensor golden) {
        long[] shape = golden.shape().stream().mapToLong(Integer::longValue).toArray();
        return golden.type().equals("I64") ? Tensor.of(golden.longs(), shape) : Tensor.of(golden.floats(), shape);
    }

    @Override
    public void close() {
        scope.close();
        file.close();
    }
}
