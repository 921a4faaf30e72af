package dev.calotype.contracts;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ModelFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A family of models or of conditioning modules, as the rules for directories see it, and copies of one of its directories
 * that rules damage. A copy is made of links, so that weights are not copied.
 *
 * @param kind what lies in such a directory
 * @param named asks for the family's name
 * @param recognised asks whether a directory is the family's
 * @param described asks what a directory holds, as something that equals what is said another time
 * @param directory one of its own; null where only the family itself is looked at
 */
record FamilyTrial(
        String kind,
        Supplier<String> named,
        Predicate<Path> recognised,
        Function<Path, Object> described,
        @Nullable Path directory) {
    static final String MODEL = "model";
    static final String MODULE = "module";

    private static final int HEAD = 1 << 16;

    static FamilyTrial of(ModelFamily family, @Nullable Path model) {
        return new FamilyTrial(
                MODEL,
                family::name,
                family::recognises,
                directory -> {
                    var traits = family.describe(directory);
                    return List.of(traits.sizes(), traits.sampler());
                },
                model);
    }

    static FamilyTrial of(ConditionerFamily<?> family, @Nullable Path module) {
        return new FamilyTrial(MODULE, family::name, family::recognises, family::describe, module);
    }

    /** Its name, or what stands for it in a report if it has none. */
    String name() {
        try {
            return String.valueOf(named.get());
        } catch (RuntimeException | LinkageError e) {
            return "(without a name)";
        }
    }

    /** The files below its directory; none without one. */
    List<Path> files() {
        if (directory == null) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .map(directory::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read", e);
        }
    }

    /** What is found in a copy of the directory that lacks one file. */
    <T> T without(Path missing, Function<Path, T> look) {
        return inCopy(missing, look);
    }

    /** What is found in a copy of the directory of which one file is cut off in its first half. */
    <T> T cut(Path damaged, Function<Path, T> look) {
        return inCopy(damaged, copy -> {
            try {
                byte[] head = head(root().resolve(damaged));
                Files.write(copy.resolve(damaged), head);
            } catch (IOException e) {
                throw new UncheckedIOException(damaged + " cannot be copied", e);
            }
            return look.apply(copy);
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
        return Objects.requireNonNull(directory, "there is a directory");
    }

    private <T> T inCopy(Path left, Function<Path, T> look) {
        return temporary(copy -> {
            for (Path file : files()) {
                link(file, left, copy);
            }
            return look.apply(copy);
        });
    }

    private void link(Path file, Path left, Path copy) {
        try {
            Path place = copy.resolve(file);
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
            Path made = Files.createTempDirectory("calotype-contract");
            try {
                return look.apply(made);
            } finally {
                delete(made);
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
