package dev.calotype.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has taken which name. Whoever comes first keeps it. */
final class Claims {
    private final Map<String, String> owners = new HashMap<>();

    /**
     * Takes the id of a plugin and the names of all that it adds.
     *
     * @throws PluginRefused with every name that is taken, by whom; then none is taken
     */
    void take(Plugin plugin) throws PluginRefused {
        Map<String, String> wanted = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (String name : names(plugin)) {
            String owner = owners.get(name);
            if (owner != null) {
                faults.add("it has the " + name + ", as plugin '" + owner + "' has; remove one of them");
            } else if (wanted.put(name, plugin.manifest().id()) != null) {
                faults.add("it has the " + name + " twice; rename one of them");
            }
        }
        if (!faults.isEmpty()) {
            throw new PluginRefused(faults);
        }
        owners.putAll(wanted);
    }

    private static List<String> names(Plugin plugin) {
        List<String> names = new ArrayList<>();
        names.add("id '" + plugin.manifest().id() + "'");
        plugin.samplers().forEach(sampler -> names.add("sampler '" + sampler.name() + "'"));
        plugin.schedules().forEach(schedule -> names.add("schedule '" + schedule.name() + "'"));
        plugin.families().forEach(family -> names.add("model family '" + family.name() + "'"));
        plugin.conditioners().forEach(family -> names.add("conditioner family '" + family.name() + "'"));
        return names;
    }
}
