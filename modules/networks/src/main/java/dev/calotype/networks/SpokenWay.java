package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How prompts say where something moves, for a model that knows still pictures only: on a straight way between two places, each
 * frame is told the place that it is nearest to. A file {@code way.json} beside the weights of motion modules that were
 * trained so:
 *
 * <pre>{"said": "moving from the {from} to the {to}", "told": "at the {place}", "places": {"left": [14, 32], …}}</pre>
 *
 * @param said finds two places in a prompt
 * @param told what stands there instead, with {@code {place}}
 * @param places by name, in any unit; of several as near, the first
 */
public record SpokenWay(Pattern said, String told, Map<String, Place> places) {
    private static final String FILE = "way.json";
    private static final String FROM = "{from}";
    private static final String TO = "{to}";
    private static final String PLACE = "{place}";

    /** Where a place is. */
    public record Place(double x, double y) {
        double squaredDistance(Place other) {
            return (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y);
        }

        Place towards(Place end, double share) {
            return new Place(x + share * (end.x - x), y + share * (end.y - y));
        }
    }

    /** What a directory says of ways, if it does; faults are added to the list. */
    public static Optional<SpokenWay> read(Path directory, List<String> faults) {
        if (!Files.exists(directory.resolve(FILE))) {
            return Optional.empty();
        }
        ConfigReader json = ConfigReader.open(directory, FILE);
        String said = json.text("said", "");
        String told = json.text("told", "");
        Map<String, Place> places = places(json);
        if (!holdsOnce(said, FROM) || !holdsOnce(said, TO)) {
            json.fault("said", "is '" + said + "'; it must hold " + FROM + " and " + TO + ", once each");
        }
        if (!told.contains(PLACE)) {
            json.fault("told", "is '" + told + "'; it must hold " + PLACE);
        }
        faults.addAll(json.faults());
        return json.faults().isEmpty()
                ? Optional.of(new SpokenWay(pattern(said, places), told, places))
                : Optional.empty();
    }

    private static boolean holdsOnce(String text, String part) {
        return text.contains(part) && text.indexOf(part) == text.lastIndexOf(part);
    }

    private static Map<String, Place> places(ConfigReader json) {
        ConfigReader object = json.object("places");
        Map<String, Place> places = new LinkedHashMap<>();
        for (String name : object.fields()) {
            JsonNode place = object.node(name);
            if (place.isArray()
                    && place.size() == 2
                    && place.get(0).isNumber()
                    && place.get(1).isNumber()) {
                places.put(name, new Place(place.get(0).asDouble(), place.get(1).asDouble()));
            } else {
                json.fault("places", "has " + place + " for '" + name + "'; a place is two numbers, [x, y]");
            }
        }
        if (places.size() < 2 && json.faults().isEmpty()) {
            json.fault("places", "names " + places.size() + "; a way needs two");
        }
        return places;
    }

    private static Pattern pattern(String said, Map<String, Place> places) {
        String names = places.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        String whole = Pattern.quote(said)
                .replace(FROM, "\\E(?<from>" + names + ")\\Q")
                .replace(TO, "\\E(?<to>" + names + ")\\Q");
        return Pattern.compile("\\b" + whole + "\\b", Pattern.CASE_INSENSITIVE);
    }

    /** The prompt of each frame; none where the prompt speaks of no way. */
    public List<String> frames(String prompt, int count) {
        Matcher found = said.matcher(prompt);
        if (!found.find()) {
            return List.of();
        }
        Place from = place(found.group("from"));
        Place to = place(found.group("to"));
        List<String> frames = new ArrayList<>();
        IntStream.range(0, count).forEach(frame -> {
            Place now = from.towards(to, count == 1 ? 0 : frame / (count - 1.0));
            frames.add(prompt.substring(0, found.start())
                    + told.replace(PLACE, nearest(now))
                    + prompt.substring(found.end()));
        });
        return frames;
    }

    private Place place(String name) {
        return places.entrySet().stream()
                .filter(place -> place.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private String nearest(Place now) {
        return places.entrySet().stream()
                .min(Comparator.comparingDouble(place -> place.getValue().squaredDistance(now)))
                .orElseThrow()
                .getKey();
    }
}
