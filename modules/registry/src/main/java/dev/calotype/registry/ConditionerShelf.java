package dev.calotype.registry;

import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.ModelRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Conditioning modules by name: those directories of a model shelf that one of the families recognises. Looked up afresh
 * each time; described once. Safe for any thread.
 */
public final class ConditionerShelf {
    private final ModelShelf shelf;
    private final List<ConditionerFamily<?>> families;
    private final Map<Path, Shelved<?>> described = new ConcurrentHashMap<>();

    /** The modules that lie on this shelf. */
    public ConditionerShelf(ModelShelf shelf, List<ConditionerFamily<?>> families) {
        this.shelf = shelf;
        this.families = List.copyOf(families);
    }

    /**
     * A module that can be loaded.
     *
     * @param name as jobs ask for it
     * @param directory where it lies
     * @param family who loads it
     * @param traits what it is
     * @param <O> the record of its family's options
     */
    public record Shelved<O extends Record>(
            String name, Path directory, ConditionerFamily<O> family, ConditionerTraits traits) {
        /**
         * The options of a job.
         *
         * @throws InvalidOptions with every fault
         */
        public O options(Map<String, Object> given) {
            return answer("conditioner '" + name + "'", () -> Options.read(family.defaults(), given));
        }
    }

    /** Names of all modules, whether or not they can be loaded. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        for (String name : shelf.names()) {
            if (shelf.directory(name).flatMap(this::family).isPresent()) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * The module of this name; empty if there is none.
     *
     * @throws ModelRefused if it is there and cannot be used, with every reason
     */
    public Optional<Shelved<?>> find(String name) {
        return shelf.directory(name)
                .flatMap(directory -> family(directory)
                        .map(family -> described.computeIfAbsent(directory, found -> describe(name, found, family))));
    }

    private Optional<ConditionerFamily<?>> family(Path directory) {
        for (ConditionerFamily<?> family : families) {
            if (answer("family " + family.name(), () -> family.recognises(directory))) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** Whatever a family throws is a fault of the one request that asked. */
    private static <T> T answer(String who, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "the answer is null");
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError failed) {
            throw new IllegalArgumentException(who + " failed: " + failed, failed);
        }
    }

    private static <O extends Record> Shelved<O> describe(String name, Path directory, ConditionerFamily<O> family) {
        try {
            return new Shelved<>(name, directory, family, family.describe(directory));
        } catch (ModelRefused refused) {
            throw refused;
        } catch (RuntimeException | LinkageError e) {
            throw new ModelRefused(name, List.of("family " + family.name() + " failed on " + directory + ": " + e));
        }
    }
}
