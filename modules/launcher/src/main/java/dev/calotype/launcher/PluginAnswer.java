package dev.calotype.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.registry.Permission;
import dev.calotype.registry.PluginStatus;
import dev.calotype.registry.PluginVersion;
import dev.calotype.registry.Signature;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** How a plugin stands, as a farm answers. */
final class PluginAnswer {
    private PluginAnswer() {}

    static PluginStatus read(JsonNode plugin) {
        var permissions = EnumSet.noneOf(Permission.class);
        texts(plugin.path("permissions")).forEach(label -> permissions.add(Permission.valueOf(upper(label))));
        return new PluginStatus(
                new PluginVersion(
                        plugin.path("id").asText(),
                        plugin.path("version").asText(),
                        plugin.path("digest").asText()),
                PluginStatus.State.valueOf(upper(plugin.path("state").asText())),
                new Signature(
                        Signature.Level.valueOf(upper(plugin.path("signature").asText())),
                        plugin.path("signer").asText(),
                        ""),
                permissions,
                texts(plugin.path("adds")),
                plugin.path("users").asInt(),
                texts(plugin.path("notes")));
    }

    private static String upper(String label) {
        return label.toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
