package dev.calotype.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Lists of plugin versions as JSON, as they are stored. */
public final class PluginUses {
    private final JsonMapper mapper = JobJson.mapper();

    /** The list as JSON. */
    public String write(List<PluginUse> uses) {
        try {
            return mapper.writeValueAsString(uses);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a list of plugins can always be written", broken);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public List<PluginUse> read(String json) {
        try {
            return mapper.readValue(json, new TypeReference<List<PluginUse>>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a stored list of plugins: " + JobJson.where(broken), broken);
        }
    }
}
