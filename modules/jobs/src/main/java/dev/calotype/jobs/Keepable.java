package dev.calotype.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what JSON and the schema allow and nothing behind the door can keep: NUL, halves of surrogate pairs, numbers
 * beyond a double, leap seconds.
 */
final class Keepable {
    private Keepable() {}

    static List<Fault> check(JsonNode document) {
        List<Fault> faults = new ArrayList<>();
        walk("", document, faults);
        JsonNode deadline = document.path("deadline");
        if (deadline.isTextual() && !isTime(deadline.asText())) {
            faults.add(new Fault("out-of-range", "/deadline", "\"deadline\" is not in the calendar of this farm"));
        }
        return faults;
    }

    private static void walk(String pointer, JsonNode node, List<Fault> faults) {
        if (node.isTextual() && !isText(node.asText())) {
            faults.add(badText(pointer, "the text"));
        }
        if (node.isNumber() && !Double.isFinite(node.asDouble())) {
            faults.add(new Fault("out-of-range", pointer, "the number is larger than a double can hold"));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(pointer + "/" + i, node.path(i), faults);
        }
        node.properties().forEach(field -> {
            if (isText(field.getKey())) {
                walk(pointer + "/" + JobSchema.escaped(field.getKey()), field.getValue(), faults);
            } else {
                faults.add(badText(pointer, "a field's name"));
            }
        });
    }

    private static Fault badText(String pointer, String what) {
        return new Fault("bad-text", pointer, what + " has a NUL or half a surrogate pair; take it out");
    }

    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
