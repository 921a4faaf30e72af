package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks a document against the job's schema and says in plain words all that is wrong, up to a hundred faults. */
final class JobSchema {
    private static final int SHOWN = 60;
    private static final int TOLD = 100;

    private final JsonNode document;
    private final JsonSchema schema;

    JobSchema(JsonNode document) {
        this.document = document;
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document, config);
    }

    List<Fault> check(JsonNode job) {
        return schema.validate(job).stream()
                .map(this::fault)
                .distinct()
                .limit(TOLD)
                .toList();
    }

    private Fault fault(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        return switch (message.getType()) {
            case "required" -> missing(pointer, message);
            case "additionalProperties" -> unknown(pointer, message);
            case "enum" -> unknownName(pointer, message);
            case "type" -> new Fault("wrong-type", pointer, expected(pointer, types(message.getSchemaNode()), message));
            default -> new Fault("out-of-range", pointer, expected(pointer, limit(message), message));
        };
    }

    private Fault missing(String pointer, ValidationMessage message) {
        String field = message.getProperty();
        JsonNode properties = objectOf(message).path("properties");
        String what = properties.path(field).path("description").asText("");
        return new Fault("missing-field", pointer, "\"" + field + "\" is missing: " + what);
    }

    private Fault unknown(String pointer, ValidationMessage message) {
        String field = message.getProperty();
        List<String> known = new ArrayList<>();
        objectOf(message).path("properties").fieldNames().forEachRemaining(known::add);
        String at = pointer + "/" + escaped(cut(field));
        String said = "unknown field \"" + cut(field) + "\": " + NearMiss.hint(cut(field), known);
        return new Fault("unknown-field", at, said);
    }

    private static Fault unknownName(String pointer, ValidationMessage message) {
        List<String> known = new ArrayList<>();
        message.getSchemaNode().forEach(name -> known.add(name.asText()));
        String found = cut(message.getInstanceNode().asText());
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        return new Fault(
                "unknown-name", pointer, "unknown " + field + " \"" + found + "\": " + NearMiss.hint(found, known));
    }

    private static String expected(String pointer, String wanted, ValidationMessage message) {
        String name = pointer.isEmpty() ? "a job" : "\"" + pointer.substring(pointer.lastIndexOf('/') + 1) + "\"";
        return name + " must be " + wanted + "; found " + shown(message.getInstanceNode());
    }

    private static String limit(ValidationMessage message) {
        JsonNode bound = message.getSchemaNode();
        return switch (message.getType()) {
            case "minimum" -> "at least " + bound.asText();
            case "maximum" -> "at most " + bound.asText();
            case "minLength" -> "at least " + bound.asText() + " characters long";
            case "exclusiveMinimum" -> "above " + bound.asText();
            case "minItems" -> "at least " + bound.asText() + " long";
            case "maxProperties" -> "of at most " + bound.asText() + " fields";
            case "maxItems" -> "at most " + bound.asText() + " long";
            case "maxLength" -> "at most " + bound.asText() + " characters long";
            case "pattern" -> "1 to 128 letters, digits and ._~-, beginning with a letter or digit";
            case "format" -> "a date and time with a zone, such as 2026-11-21T03:15:00Z";
            default -> "as the schema says (" + message.getMessage() + ")";
        };
    }

    private static String types(JsonNode types) {
        return StreamSupport.stream((types.isArray() ? types : List.of(types)).spliterator(), false)
                .map(type -> switch (type.asText()) {
                    case "string" -> "text";
                    case "object" -> "an object";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    case "boolean" -> "true or false";
                    case "array" -> "a list";
                    default -> type.asText();
                })
                .collect(Collectors.joining(" or "));
    }

    private static String shown(JsonNode found) {
        String kind = found.getNodeType() == JsonNodeType.STRING ? "the text " : "";
        return kind + cut(found.toString());
    }

    /** One step of a JSON pointer (RFC 6901, section 3). */
    static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private JsonNode objectOf(ValidationMessage message) {
        return document.at(message.getSchemaLocation().getFragment().getParent().toString());
    }
}
