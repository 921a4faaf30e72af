package dev.calotype.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Wanted plugins as JSON, as they are stored. */
public final class WantedPlugins {
    private final JsonMapper mapper = JobJson.mapper();

    /** The plugins as JSON. */
    public String write(Map<String, WantedPlugin> plugins) {
        try {
            return mapper.writeValueAsString(new TreeMap<>(plugins));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("wanted plugins can always be written", broken);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public Map<String, WantedPlugin> read(String json) {
        try {
            return mapper.readValue(json, new TypeReference<Map<String, WantedPlugin>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not stored wanted plugins: " + JobJson.where(broken), broken);
        }
    }
}
