package dev.calotype.server;

import dev.calotype.engine.Engine;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.Model;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model on a device, its engine, and the prompts it has encoded. For the device's thread. */
final class LoadedModel implements AutoCloseable {
    private static final int PROMPTS = 512;

    private final Model model;
    private final Engine engine;
    private final Map<String, Encoding> encodings = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Encoding> eldest) {
            return size() > PROMPTS;
        }
    };

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

    Encoding encode(String prompt) {
        Encoding known = encodings.get(prompt);
        if (known == null) {
            known = model.encode(prompt);
            encodings.put(prompt, known);
        }
        return known;
    }

    @Override
    public void close() {
        model.close();
    }
}
