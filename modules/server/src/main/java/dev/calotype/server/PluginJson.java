package dev.calotype.server;

import dev.calotype.registry.Permission;
import dev.calotype.registry.PluginStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How plugins stand, as JSON. */
final class PluginJson {
    private PluginJson() {}

    static JsonArray of(List<PluginStatus> plugins) {
        var list = new JsonArray();
        plugins.forEach(plugin -> list.add(of(plugin)));
        return list;
    }

    private static JsonObject of(PluginStatus plugin) {
        return new JsonObject()
                .put("id", plugin.version().id())
                .put("version", plugin.version().version())
                .put("digest", plugin.version().digest())
                .put("state", plugin.state().label())
                .put("signature", plugin.signature().level().label())
                .put("signer", plugin.signature().signer())
                .put(
                        "permissions",
                        new JsonArray(plugin.permissions().stream()
                                .map(Permission::label)
                                .sorted()
                                .toList()))
                .put("adds", new JsonArray(plugin.adds()))
                .put("users", plugin.users())
                .put("notes", new JsonArray(plugin.notes()));
    }
}
