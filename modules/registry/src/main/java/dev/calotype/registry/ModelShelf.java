package dev.calotype.registry;

import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Models by name: those that a user added, then each directory below one of the shelf's places. Looked up afresh each time, so a model put there is
 * found at once; described once. Safe for any thread.
 */
public final class ModelShelf {
    private final List<Path> places;
    private final List<ModelRecords> records;
    private final List<ModelFamily> families;
    private final Map<Path, Shelved> described = new ConcurrentHashMap<>();

    /**
     * A model that can be loaded.
     *
     * @param name as jobs ask for it
     * @param directory where it lies
     * @param family who loads it
     * @param traits what it is
     */
    public record Shelved(String name, Path directory, ModelFamily family, ModelTraits traits) {}

    /** A shelf over these places, of which earlier ones win, without added models. */
    public ModelShelf(List<Path> places, List<ModelFamily> families) {
        this(places, List.of(), families);
    }

    /** A shelf over these places, of which earlier ones win, and over added models, which win over all. */
    public ModelShelf(List<Path> places, List<ModelRecords> records, List<ModelFamily> families) {
        this.places = List.copyOf(places);
        this.records = List.copyOf(records);
        this.families = List.copyOf(families);
    }

    /** Names of everything that lies on the shelf, whether or not it can be loaded. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        records.forEach(added -> names.addAll(added.names()));
        places.forEach(place -> names.addAll(names(place)));
        return names;
    }

    /**
     * The model of this name; empty if there is none.
     *
     * @throws ModelRefused if it is there and cannot be used, with every reason
     */
    public Optional<Shelved> find(String name) {
        return directory(name).map(directory -> described.computeIfAbsent(directory, found -> describe(name, found)));
    }

    /** Where the model of this name lies, whether or not it can be loaded; empty if there is none. */
    public Optional<Path> directory(String name) {
        Optional<Path> added = records.stream()
                .flatMap(record -> record.find(name).stream())
                .map(ModelRecord::directory)
                .findFirst();
        return added.or(() -> places.stream()
                .filter(place -> names(place).contains(name))
                .map(place -> place.resolve(name))
                .findFirst());
    }

    private Shelved describe(String name, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelRefused(
                    name,
                    List.of(directory + " is not there any more; put it back, or remove the model with"
                            + " 'calotype models remove " + name + "'"));
        }
        List<String> failed = new ArrayList<>();
        for (ModelFamily family : families) {
            try {
                if (family.recognises(directory)) {
                    return new Shelved(name, directory, family, family.describe(directory));
                }
            } catch (ModelRefused e) {
                throw e;
            } catch (RuntimeException | LinkageError e) {
                failed.add("family " + family.name() + " failed on " + directory + ": " + e);
            }
        }
        String installed =
                String.join(", ", families.stream().map(ModelFamily::name).toList());
        throw new ModelRefused(
                name,
                failed.isEmpty()
                        ? List.of(directory + " is of no family that is installed (" + installed + ")")
                        : failed);
    }

    private static List<String> names(Path place) {
        return directories(place).stream()
                .map(found -> found.getFileName().toString())
                .toList();
    }

    private static List<Path> directories(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(place)) {
            return children.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the models in " + place + " cannot be listed", e);
        }
    }
}
