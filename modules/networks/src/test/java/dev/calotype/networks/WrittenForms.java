package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the reference writes into its configurations: the fields of each class, and the words that they may hold, gathered
 * from every directory that it wrote for the golden numbers.
 *
 * @param fields words by field, by class
 */
record WrittenForms(Map<String, Map<String, Set<String>>> fields) {
    /** A ControlNet is made of the blocks of a U-Net, and hands its words on to them. */
    private static final Map<String, String> MADE_OF = Map.of("ControlNetModel", "UNet2DConditionModel");

    private static final List<String> SCHEDULED = List.of("sd15_tiny", "sdxl_tiny", "schedulers", "scheduler_tables");

    static WrittenForms gathered() {
        var forms = new WrittenForms(new HashMap<>());
        configs().forEach(file -> forms.add(typeOf(json(file)), json(file)));
        for (String folder : SCHEDULED) {
            GoldenFolder.own(folder).description().path("cases").forEach(forms::addScheduler);
        }
        return forms;
    }

    /** All configurations of components that the reference wrote. */
    static List<Path> configs() {
        Path goldens = GoldenFolder.own("sd15_tiny").directory().resolveSibling("");
        try (Stream<Path> files = Files.walk(goldens)) {
            return files.filter(file -> file.endsWith("config.json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class that a configuration belongs to. */
    static String typeOf(JsonNode config) {
        return config.path("_class_name").asText(config.at("/architectures/0").asText());
    }

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields that no configuration of this class has, and words that none has in that field. */
    Set<String> strange(String type, JsonNode config) {
        var strange = new HashSet<String>();
        config.properties().forEach(field -> {
            String name = field.getKey();
            if (!of(type).containsKey(name)) {
                strange.add(name);
            }
            words(field.getValue())
                    .filter(word -> !known(type, name).contains(word)
                            && !known(MADE_OF.getOrDefault(type, type), name).contains(word))
                    .forEach(word -> strange.add(name + ": " + word));
        });
        return strange;
    }

    private Map<String, Set<String>> of(String type) {
        return fields.getOrDefault(type, Map.of());
    }

    private Set<String> known(String type, String field) {
        return of(type).getOrDefault(field, Set.of());
    }

    private void addScheduler(JsonNode one) {
        JsonNode named = one.path("scheduler");
        if (named.isTextual()) {
            add(named.asText(), one.path("config"));
        } else {
            add(typeOf(named), named);
        }
    }

    private void add(String type, JsonNode config) {
        Map<String, Set<String>> known = fields.computeIfAbsent(type, name -> new HashMap<>());
        config.properties()
                .forEach(field -> words(field.getValue())
                        .forEach(known.computeIfAbsent(field.getKey(), name -> new HashSet<>())::add));
    }

    private static Stream<String> words(JsonNode value) {
        if (value.isTextual()) {
            return Stream.of(value.asText());
        }
        return value.isArray() ? value.valueStream().flatMap(WrittenForms::words) : Stream.empty();
    }
}
