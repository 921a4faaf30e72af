package dev.calotype.launcher;

import dev.calotype.registry.ModelFiles;
import dev.calotype.registry.ModelRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists models and conditioning modules, with the devices that models are warm on where a farm runs. */
@Command(
        name = "list",
        description = "Lists models and conditioning modules, and where models are warm.",
        mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {
    @Mixin
    ModelOptions models = new ModelOptions();

    @Override
    public Integer call() {
        var data = new DataDirectory(models.data);
        ModelStore store = ModelStore.of(data, Readers.NONE);
        Map<String, String> warm = warm(data);
        for (String name : store.shelf().names()) {
            Say.result(line(store, name, warm.getOrDefault(name, "")));
        }
        return 0;
    }

    private static Map<String, String> warm(DataDirectory data) {
        return data.announced()
                .map(url -> {
                    try (var client = new FarmClient(url)) {
                        return client.answers() ? client.warm() : new TreeMap<String, String>();
                    }
                })
                .orElseGet(TreeMap::new);
    }

    private static String line(ModelStore store, String name, String warm) {
        try {
            Path directory = store.shelf().directory(name).orElseThrow();
            boolean there = Files.isDirectory(directory);
            Optional<ModelRecord> record = store.records().find(name);
            String family = record.map(ModelRecord::family).orElse("");
            String size = record.isPresent()
                    ? ModelOptions.size(record.get().bytes())
                    : there ? ModelOptions.size(new ModelFiles(directory).bytes()) : "";
            String state = there ? warm.isEmpty() ? "" : "warm on " + warm : "missing";
            return String.format(Locale.ROOT, "%-24s  %10s  %-16s  %-16s  %s", name, size, family, state, directory);
        } catch (IOException | UncheckedIOException e) {
            return String.format(Locale.ROOT, "%-24s  %s", name, e.getMessage());
        }
    }
}
