package dev.calotype.configs;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads fields of one configuration file and notes every fault instead of stopping at the first.
 *
 * <p>A field that is absent or null has its default; a field of the wrong type or with an unsupported value is a fault
 * and reads as its default. Used by one thread.
 */
public final class ConfigReader {
    private final String file;
    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    private ConfigReader(String file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /** Reads a parsed configuration; {@code file} is what faults call it, such as {@code unet/config.json}. */
    public static ConfigReader of(String file, JsonNode root) {
        var reader = new ConfigReader(file, root);
        if (!root.isObject()) {
            reader.faults.add(file + ": a JSON object is needed; found " + found(root));
        }
        return reader;
    }

    /** A configuration without any field, which reads as all defaults. */
    public static ConfigReader empty(String file) {
        return of(file, JsonNodeFactory.instance.objectNode());
    }

    /** Reads a file below a model directory; a missing or damaged file is a fault. */
    public static ConfigReader open(Path directory, String file) {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path)) {
            return damaged(file, "the file is missing");
        }
        try {
            JsonMapper mapper = JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();
            return of(file, mapper.readTree(Files.readAllBytes(path)));
        } catch (IOException e) {
            return damaged(
                    file,
                    "not readable JSON: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static ConfigReader damaged(String file, String fault) {
        var reader = new ConfigReader(file, MissingNode.getInstance());
        reader.faults.add(file + ": " + fault);
        return reader;
    }

    /** What faults call the file. */
    public String file() {
        return file;
    }

    /** Every fault so far, one sentence each. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** Notes a fault of this file. */
    public void fault(String field, String what) {
        faults.add(file + ": " + field + " " + what);
    }

    /** Whether a field is there and not null. */
    public boolean has(String field) {
        asked.add(field);
        return root.hasNonNull(field);
    }

    /** The names of all fields, in the file's order. */
    public List<String> fields() {
        return root.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Fields that nobody has asked for so far, in the file's order; those that begin with an underscore do not count. */
    public List<String> unread() {
        return fields().stream()
                .filter(field -> !field.startsWith("_") && !asked.contains(field))
                .toList();
    }

    /** Whether a field is there and null, where that means something else than being absent. */
    public boolean isNull(String field) {
        asked.add(field);
        return root.path(field).isNull();
    }

    /** The text at a place of a list; empty where there is none. */
    public Optional<String> textAt(String field, int index) {
        JsonNode item = node(field).path(index);
        return item.isTextual() ? Optional.of(item.asText()) : Optional.empty();
    }

    /** A reader of an object inside this one, with faults of its own; one without any field where it is absent. */
    public ConfigReader object(String field) {
        String name = file + ": " + field;
        return has(field) ? of(name, node(field)) : empty(name);
    }

    /** The field as it is; a missing node where it is absent or null. */
    public JsonNode node(String field) {
        return has(field) ? root.path(field) : MissingNode.getInstance();
    }

    /** A whole number. */
    public int integer(String field, int ordinary) {
        return optionalInteger(field).orElse(ordinary);
    }

    /** A whole number that may be absent. */
    public OptionalInt optionalInteger(String field) {
        JsonNode node = checked(field, JsonNode::canConvertToExactIntegral, "a whole number");
        return node.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(node.asInt());
    }

    /** A number. */
    public double number(String field, double ordinary) {
        return optionalNumber(field).orElse(ordinary);
    }

    /** A number that may be absent. */
    public OptionalDouble optionalNumber(String field) {
        JsonNode node = checked(field, JsonNode::isNumber, "a number");
        return node.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(node.asDouble());
    }

    /** A truth value. */
    public boolean flag(String field, boolean ordinary) {
        return checked(field, JsonNode::isBoolean, "true or false").asBoolean(ordinary);
    }

    /** A text. */
    public String text(String field, String ordinary) {
        return optionalText(field).orElse(ordinary);
    }

    /** A text that may be absent. */
    public Optional<String> optionalText(String field) {
        JsonNode node = checked(field, JsonNode::isTextual, "a text");
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }

    /** A text that must be one of those named, the first of which is the default. */
    public String choice(String field, String... allowed) {
        String value = text(field, allowed[0]);
        if (Arrays.asList(allowed).contains(value)) {
            return value;
        }
        fault(field, "is '" + value + "'; supported: " + String.join(", ", allowed));
        return allowed[0];
    }

    /** Notes a fault unless the field is absent, null or one of these JSON values, written as JSON. */
    public void only(String field, String... supported) {
        JsonNode node = node(field);
        if (!node.isMissingNode() && Arrays.stream(supported).noneMatch(node.toString()::equals)) {
            fault(
                    field,
                    "is " + node + "; supported: null"
                            + (supported.length == 0 ? "" : ", " + String.join(", ", supported)));
        }
    }

    /** A list of whole numbers; empty where the field is absent. */
    public List<Integer> integers(String field) {
        JsonNode node = checked(
                field,
                value -> value.isArray() && all(value, JsonNode::canConvertToExactIntegral),
                "a list of whole numbers");
        return items(node).map(JsonNode::asInt).toList();
    }

    /** A list of numbers; empty where the field is absent. */
    public List<Double> numbers(String field) {
        JsonNode node = checked(field, value -> value.isArray() && all(value, JsonNode::isNumber), "a list of numbers");
        return items(node).map(JsonNode::asDouble).toList();
    }

    /** A list of texts; empty where the field is absent. */
    public List<String> texts(String field) {
        JsonNode node = checked(field, value -> value.isArray() && all(value, JsonNode::isTextual), "a list of texts");
        return items(node).map(JsonNode::asText).toList();
    }

    /** One whole number for all of {@code count} levels, or a list with one for each. */
    public List<Integer> integersPerLevel(String field, int ordinary, int count) {
        if (!node(field).isArray()) {
            return Collections.nCopies(count, integer(field, ordinary));
        }
        List<Integer> values = integers(field);
        if (values.size() != count) {
            fault(field, "lists " + values.size() + " values; " + count + " are needed, one a level");
            return Collections.nCopies(count, ordinary);
        }
        return values;
    }

    /** One truth value for all of {@code count} levels, or a list with one for each. */
    public List<Boolean> flagsPerLevel(String field, boolean ordinary, int count) {
        if (!node(field).isArray()) {
            return Collections.nCopies(count, flag(field, ordinary));
        }
        JsonNode node = checked(field, value -> all(value, JsonNode::isBoolean), "a list of true and false");
        List<Boolean> values = items(node).map(JsonNode::asBoolean).toList();
        if (values.size() != count) {
            fault(field, "lists " + values.size() + " values; " + count + " are needed, one a level");
            return Collections.nCopies(count, ordinary);
        }
        return values;
    }

    private JsonNode checked(String field, Predicate<JsonNode> right, String needed) {
        JsonNode node = node(field);
        if (node.isMissingNode() || right.test(node)) {
            return node;
        }
        fault(field, "is " + found(node) + "; " + needed + " is needed");
        return MissingNode.getInstance();
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> right) {
        return items(array).allMatch(right);
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }

    private static String found(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
