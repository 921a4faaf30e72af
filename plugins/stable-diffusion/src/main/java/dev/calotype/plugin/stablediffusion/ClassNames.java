package dev.calotype.plugin.stablediffusion;

import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.UNet2DConfig.Classes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the prompt of a model without a text encoder may be: empty, a class's number, or one of its names.
 *
 * @param classes the classes that the U-Net knows
 * @param names numbers by lower-case name, from {@code id2label} of the index
 */
record ClassNames(Classes classes, Map<String, Integer> names) {
    private static final String FIELD = "id2label";
    private static final String WHOLE = "[0-9]{1,9}";
    private static final int SHOWN = 60;

    /** Copies the names. */
    ClassNames {
        names = Map.copyOf(names);
    }

    /** Reads the names, several of one class with commas between; a key that is no class is a fault of the index. */
    static ClassNames read(ConfigReader index, Classes classes) {
        var names = new HashMap<String, Integer>();
        if (classes.kind() == Classes.Kind.TABLE) {
            ConfigReader labels = index.object(FIELD);
            labels.fields().stream()
                    .filter(key -> !isClass(key, classes))
                    .findFirst()
                    .ifPresent(key ->
                            index.fault(FIELD, "names class '" + key + "'; there are " + classes.count() + ", from 0"));
            labels.fields().stream()
                    .filter(key -> isClass(key, classes))
                    .forEach(key -> add(names, labels.text(key, ""), Integer.parseInt(key)));
        }
        return new ClassNames(classes, names);
    }

    private static boolean isClass(String key, Classes classes) {
        return key.matches(WHOLE) && Integer.parseInt(key) < classes.count();
    }

    private static void add(Map<String, Integer> names, String several, int number) {
        for (String name : several.split(",", -1)) {
            names.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), number);
        }
    }

    /**
     * The class that a prompt names; none for an empty one.
     *
     * @throws IllegalArgumentException if it names none
     */
    OptionalDouble of(String prompt) {
        String asked = prompt.strip();
        if (asked.isEmpty()) {
            return OptionalDouble.empty();
        }
        Integer named = names.get(asked.toLowerCase(Locale.ROOT));
        if (named != null) {
            return OptionalDouble.of(named);
        }
        return switch (classes.kind()) {
            case NONE -> throw refused(asked, "this model draws without one; leave it empty");
            case TABLE -> OptionalDouble.of(number(asked, WHOLE, classes.count()));
            case TIME -> OptionalDouble.of(number(asked, WHOLE + "(\\.[0-9]{1,9})?", Double.POSITIVE_INFINITY));
        };
    }

    private double number(String asked, String pattern, double end) {
        double number = asked.matches(pattern) ? Double.parseDouble(asked) : Double.NaN;
        if (!(number < end)) {
            throw refused(asked, expected());
        }
        return number;
    }

    /** What a prompt of this model has to be. */
    String expected() {
        String range = classes.kind() == Classes.Kind.TABLE ? " from 0 to " + (classes.count() - 1) : "";
        return "this model draws classes; the prompt must be a class's number" + range
                + (names.isEmpty() ? "" : " or its name");
    }

    private static IllegalArgumentException refused(String asked, String why) {
        String shown = asked.length() <= SHOWN ? asked : asked.substring(0, SHOWN) + "…";
        return new IllegalArgumentException("the prompt is '" + shown + "'; " + why);
    }
}
