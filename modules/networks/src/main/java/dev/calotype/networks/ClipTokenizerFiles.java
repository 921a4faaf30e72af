package dev.calotype.networks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.networks.ClipTokenizer.SpecialTokens;
import dev.calotype.spi.ModelRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the files of a CLIP tokenizer from a model directory, noting every fault. */
final class ClipTokenizerFiles {
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    /** How many merges the reference reads at most: a vocabulary of 49,152 less 256 bytes and the two special tokens. */
    private static final int MOST_MERGES = 49152 - 256 - 2;

    private final Path directory;
    private final String folder;
    private final List<String> faults = new ArrayList<>();

    ClipTokenizerFiles(Path directory, String folder) {
        this.directory = directory;
        this.folder = folder;
    }

    ClipTokenizer read(int positions) {
        Map<String, Integer> vocabulary = vocabulary();
        Map<String, Integer> merges = merges();
        ConfigReader config = optional("tokenizer_config.json");
        ConfigReader map = optional("special_tokens_map.json");
        var special = new SpecialTokens(
                token(config, map, "bos_token", START),
                token(config, map, "eos_token", END),
                token(config, map, "pad_token", END),
                token(config, map, "unk_token", END));
        special.all().stream()
                .distinct()
                .filter(token -> !vocabulary.isEmpty() && !vocabulary.containsKey(token))
                .forEach(token -> faults.add(file("vocab.json") + ": the special token '" + token + "' is not in it"));
        int length = (int) Math.min(config.number("model_max_length", positions), positions);
        faults.addAll(config.faults());
        faults.addAll(map.faults());
        if (length < 3) {
            faults.add(file("tokenizer_config.json") + ": model_max_length is " + length + "; at least 3 is needed");
        }
        if (!faults.isEmpty()) {
            throw new ModelRefused(String.valueOf(directory.getFileName()), faults);
        }
        return new ClipTokenizer(vocabulary, new BytePairs(merges), special, length);
    }

    private Map<String, Integer> vocabulary() {
        ConfigReader json = ConfigReader.open(directory, file("vocab.json"));
        var ids = new HashMap<String, Integer>();
        json.fields().forEach(token -> ids.put(token, json.integer(token, 0)));
        faults.addAll(json.faults());
        return ids;
    }

    private Map<String, Integer> merges() {
        Path path = directory.resolve(file("merges.txt"));
        if (!Files.isRegularFile(path)) {
            faults.add(file("merges.txt") + ": the file is missing");
            return Map.of();
        }
        try {
            var ranks = new HashMap<String, Integer>();
            Files.readAllLines(path).stream()
                    .skip(1)
                    .limit(MOST_MERGES)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> ranks.putIfAbsent(line, ranks.size()));
            return ranks;
        } catch (IOException e) {
            faults.add(file("merges.txt") + ": cannot be read: " + e.getMessage());
            return Map.of();
        }
    }

    private ConfigReader optional(String name) {
        return Files.exists(directory.resolve(file(name)))
                ? ConfigReader.open(directory, file(name))
                : ConfigReader.empty(file(name));
    }

    private static String token(ConfigReader config, ConfigReader map, String field, String ordinary) {
        for (ConfigReader json : List.of(config, map)) {
            JsonNode node = json.node(field);
            String text = node.isObject() ? node.path("content").asText() : node.asText();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return ordinary;
    }

    private String file(String name) {
        return folder + "/" + name;
    }
}
