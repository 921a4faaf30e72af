package dev.calotype.server;

import dev.calotype.engine.Engine;
import dev.calotype.registry.Pins;
import dev.calotype.registry.PluginVersion;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Model;
import dev.calotype.spi.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model on a device, its engine, and the prompts it has encoded. For the device's thread. */
final class LoadedModel implements AutoCloseable {
    private static final int PROMPTS = 512;

    private final Model model;
    private final Engine engine;
    private final long bytes;
    private final String version;
    private final Pins pins;
    private final Map<Asked, Encoding> encodings = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Encoding> eldest) {
            return size() > PROMPTS;
        }
    };

    private record Asked(Prompt prompt, boolean negative) {}

    /**
     * Takes a model over.
     *
     * @param version what has to be the same for a walk to go on from another's checkpoint, besides its plugins
     * @param pins the plugin that it is of, which is not closed before the model is
     */
    LoadedModel(Model model, int mostRows, long bytes, String version, Pins pins) {
        this.model = model;
        this.bytes = bytes;
        this.version = version;
        this.pins = pins;
        engine = new Engine(model, mostRows);
    }

    Model model() {
        return model;
    }

    /** What its weights take; 0 where its family cannot tell. */
    long bytes() {
        return bytes;
    }

    /** What has to be the same for a walk to go on from another's checkpoint, besides its plugins. */
    String version() {
        return version;
    }

    /** The version of the plugin that it is of; empty where that is no plugin. */
    List<PluginVersion> plugin() {
        return pins.versions();
    }

    Engine engine() {
        return engine;
    }

    Encoding encode(Prompt prompt) {
        return known(new Asked(prompt, false));
    }

    Encoding encodeNegative(Prompt prompt) {
        return known(new Asked(prompt, true));
    }

    private Encoding known(Asked asked) {
        Encoding known = encodings.get(asked);
        if (known == null) {
            known = asked.negative() ? model.encodeNegative(asked.prompt()) : model.encode(asked.prompt());
            encodings.put(asked, known);
        }
        return known;
    }

    @Override
    public void close() {
        try {
            model.close();
        } finally {
            pins.close();
        }
    }
}
