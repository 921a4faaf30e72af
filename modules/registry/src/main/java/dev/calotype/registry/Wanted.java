package dev.calotype.registry;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which versions are wanted, by plugin; a built-in plugin without a choice is wanted as it is. */
public record Wanted(Map<String, Choice> choices) {
    /** Nothing but the built-in plugins. */
    public static final Wanted NOTHING = new Wanted(Map.of());

    /** Copies the choices. */
    public Wanted {
        choices = Map.copyOf(choices);
    }

    /** The choice of one plugin. */
    public Optional<Choice> find(String id) {
        return Optional.ofNullable(choices.get(id));
    }

    /** The same with this choice for its plugin. */
    public Wanted with(Choice choice) {
        SortedMap<String, Choice> next = new TreeMap<>(choices);
        next.put(choice.version().id(), choice);
        return new Wanted(next);
    }

    /** The same without a choice for this plugin. */
    public Wanted without(String id) {
        SortedMap<String, Choice> next = new TreeMap<>(choices);
        next.remove(id);
        return new Wanted(next);
    }
}
