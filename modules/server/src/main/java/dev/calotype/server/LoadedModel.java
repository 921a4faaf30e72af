package dev.calotype.server;

import dev.calotype.engine.Engine;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model on a device, its engine, and the prompts it has encoded. For the device's thread. */
final class LoadedModel implements AutoCloseable {
    private static final int PROMPTS = 512;

    private final Model model;
    private final Engine engine;
    private final Map<Text, Encoding> encodings = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, Encoding> eldest) {
            return size() > PROMPTS;
        }
    };

    private record Text(String prompt, List<AdapterChoice> adapters) {}

    LoadedModel(Model model, int mostRows) {
        this.model = model;
        engine = new Engine(model, mostRows);
    }

    Model model() {
        return model;
    }

    Engine engine() {
        return engine;
    }

    Encoding encode(String prompt, List<AdapterChoice> adapters) {
        var text = new Text(prompt, adapters);
        Encoding known = encodings.get(text);
        if (known == null) {
            known = model.encode(prompt, adapters);
            encodings.put(text, known);
        }
        return known;
    }

    @Override
    public void close() {
        model.close();
    }
}
