package dev.calotype.plugin.stablediffusion;

import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.SafeTensorsWriter;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The base checkpoint of the LoRA goldens in a directory of its own, where a test may put adapters beside it. */
record AdaptedModel(Path directory) {
    static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Copies the base and all adapters of a golden folder. */
    static AdaptedModel of(GoldenFolder goldens, Path directory) throws IOException {
        copy(goldens.directory().resolveSibling("base_sd_tiny"), directory, name -> true);
        copy(
                goldens.directory(),
                directory.resolve("adapters"),
                name -> name.endsWith(".safetensors") && !name.startsWith("golden"));
        return new AdaptedModel(directory);
    }

    private static void copy(Path from, Path to, Predicate<String> names) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (names.test(String.valueOf(file.getFileName()))) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    StableDiffusionModel load() {
        return load(Precision.FP32, WeightStorage.PLAIN);
    }

    StableDiffusionModel load(Precision precision, WeightStorage storage) {
        return (StableDiffusionModel) new StableDiffusionFamily().load(directory, CPU, precision, storage);
    }

    /** What is wrong with an adapter; empty where it can be used. */
    List<String> faults(String adapter) {
        return new StableDiffusionFamily()
                .describe(directory).adapters().stream()
                        .filter(installed -> installed.name().equals(adapter))
                        .findFirst()
                        .orElseThrow()
                        .faults();
    }

    /** Writes an adapter of these tensors. */
    void write(String adapter, Map<String, Tensor> tensors, Map<String, String> metadata) {
        SafeTensorsWriter.write(file(adapter), tensors, metadata);
    }

    /** Writes an adapter again with other names for its tensors. */
    void rename(String from, String to, UnaryOperator<String> names, Map<String, String> metadata) {
        try (Scope scope = Scope.open(CPU);
                SafeTensors file = SafeTensors.open(file(from))) {
            scope.run(() -> {
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                file.names().forEach(name -> tensors.put(names.apply(name), file.tensor(name)));
                write(to, tensors, metadata);
                return to;
            });
        }
    }

    private Path file(String adapter) {
        return directory.resolve("adapters").resolve(adapter + ".safetensors");
    }
}
