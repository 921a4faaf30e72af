package dev.calotype.launcher;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Models that conditioning modules of a plugin may be examined in.
 *
 * @param own the plugin's families
 * @param others those of other plugins, asked where none of its own has a model that fits
 * @param directories of models and of what else was named
 */
record Backbones(List<ModelFamily> own, Supplier<List<ModelFamily>> others, List<Path> directories) {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Loads the first model that a module goes into; empty if none of them fits. */
    Optional<Supplier<Model>> of(ConditionerFamily<?> family, Path module) {
        return needed(family, module)
                .flatMap(needed -> fitting(own, module, needed)
                        .or(() -> directories.size() == 1 ? Optional.empty() : fitting(others.get(), module, needed)));
    }

    /** A module that cannot be described is examined without a model, and fails there. */
    private static Optional<BackboneShape> needed(ConditionerFamily<?> family, Path module) {
        try {
            return Optional.of(family.describe(module).backbone());
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    private Optional<Supplier<Model>> fitting(List<ModelFamily> families, Path module, BackboneShape needed) {
        return families.stream()
                .flatMap(family -> directories.stream()
                        .filter(directory -> !directory.equals(module) && fits(family, directory, needed))
                        .<Supplier<Model>>map(directory -> () -> family.load(directory, CPU)))
                .findFirst();
    }

    private static boolean fits(ModelFamily family, Path directory, BackboneShape needed) {
        try {
            return family.recognises(directory)
                    && Stream.ofNullable(family.describe(directory).backbone()).anyMatch(needed::fits);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }
}
