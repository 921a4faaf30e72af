package dev.calotype.contracts;

import dev.calotype.spi.ModelFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A family of models, and copies of one of its directories that rules damage. A copy is made of links, so that weights are
 * not copied.
 *
 * @param model the directory; null where only the family itself is looked at
 */
record FamilyTrial(ModelFamily family, @Nullable Path model) {
    private static final int HEAD = 1 << 16;

    /** The model's files below its directory; none without a model. */
    List<Path> files() {
        if (model == null) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(model)) {
            return found.filter(Files::isRegularFile)
                    .map(model::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the model " + model + " cannot be read", e);
        }
    }

    /** What is found in a copy of the model that lacks one file. */
    <T> T without(Path missing, Function<Path, T> look) {
        return inCopy(missing, directory -> look.apply(directory));
    }

    /** What is found in a copy of the model of which one file is cut off in its first half. */
    <T> T cut(Path damaged, Function<Path, T> look) {
        return inCopy(damaged, directory -> {
            try {
                byte[] head = head(root().resolve(damaged));
                Files.write(directory.resolve(damaged), head);
            } catch (IOException e) {
                throw new UncheckedIOException(damaged + " cannot be copied", e);
            }
            return look.apply(directory);
        });
    }

    /** What is found in an empty directory. */
    <T> T empty(Function<Path, T> look) {
        return temporary(look);
    }

    private static byte[] head(Path file) throws IOException {
        int half = (int) Math.min(HEAD, Files.size(file) / 2);
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(half);
        }
    }

    private Path root() {
        return Objects.requireNonNull(model, "there is a model");
    }

    private <T> T inCopy(Path left, Function<Path, T> look) {
        return temporary(directory -> {
            for (Path file : files()) {
                link(file, left, directory);
            }
            return look.apply(directory);
        });
    }

    private void link(Path file, Path left, Path directory) {
        try {
            Path place = directory.resolve(file);
            Files.createDirectories(place.getParent());
            if (!file.equals(left)) {
                Files.createSymbolicLink(place, root().resolve(file).toRealPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be linked to", e);
        }
    }

    private static <T> T temporary(Function<Path, T> look) {
        try {
            Path directory = Files.createTempDirectory("calotype-contract");
            try {
                return look.apply(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
