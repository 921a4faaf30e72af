package dev.calotype.plugin.stablediffusion;

import dev.calotype.networks.AdapterPart;
import dev.calotype.networks.ClipTokenizer;
import dev.calotype.networks.LearnedVectors;
import dev.calotype.networks.LearnedWord;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.InstalledAdapter;
import dev.calotype.tensor.LowRank;
import dev.calotype.tensor.RowInserts;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The adapters of a loaded model: each is loaded when it is first named, and the one named longest ago is let go when there
 * are too many. For the device's thread; owns what it loads.
 */
final class Adapters implements AutoCloseable {
    private static final int MOST = 32;

    private final AdapterFolder folder;
    private final DeviceSpec device;
    private final Map<AdapterPart, Map<String, Tensor>> parameters;
    private final Map<String, LoadedAdapter> loaded = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * Learned words that a prompt may use.
     *
     * @param words ids below 0 by word, for the tokenizer
     * @param vectors what they stand for in each text encoder
     */
    record Words(Map<String, List<Integer>> words, Map<AdapterPart, LearnedVectors> vectors) {
        ClipTokenizer in(ClipTokenizer tokenizer) {
            return tokenizer.knowing(words);
        }

        LearnedVectors of(AdapterPart part) {
            return vectors.getOrDefault(part, LearnedVectors.NONE);
        }
    }

    /**
     * The adapters of a model whose parameters are these.
     *
     * @param parameters of each network that an adapter may change, by name
     */
    Adapters(AdapterFolder folder, DeviceSpec device, Map<AdapterPart, Map<String, Tensor>> parameters) {
        this.folder = folder;
        this.device = device;
        this.parameters = Map.copyOf(parameters);
    }

    /** What changes in one network during a call, given what each row asks for. */
    RowInserts inserts(AdapterPart part, List<List<AdapterChoice>> rows) {
        trim();
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> row.forEach(choice -> names.add(choice.name())));
        List<RowInserts.Run> runs = new ArrayList<>();
        for (String name : names) {
            Map<Tensor, LowRank> changes = find(name).changes(part);
            float[] weights = new float[rows.size()];
            for (int row = 0; row < weights.length; row++) {
                weights[row] = weight(rows.get(row), name);
            }
            if (!changes.isEmpty()) {
                runs.addAll(runs(changes, weights));
            }
        }
        return RowInserts.of(rows.size(), runs);
    }

    /** The learned words among these adapters, with their vectors times the weights; needs an open scope. */
    Words words(List<AdapterChoice> choices) {
        Map<String, List<Integer>> words = new HashMap<>();
        Map<AdapterPart, List<float[]>> vectors = new EnumMap<>(AdapterPart.class);
        int count = 0;
        for (AdapterChoice choice : choices) {
            LoadedAdapter adapter = find(choice.name());
            LearnedWord word = adapter.word();
            if (word != null) {
                words.put(word.word(), ids(count, word.count()));
                count += word.count();
                addVectors(word, adapter.file(), choice.weight(), vectors);
            }
        }
        Map<AdapterPart, LearnedVectors> all = new EnumMap<>(AdapterPart.class);
        vectors.forEach((part, list) -> all.put(part, new LearnedVectors(list)));
        return new Words(words, all);
    }

    private static List<Integer> ids(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> -1 - i).toList();
    }

    private static void addVectors(
            LearnedWord word, SafeTensors file, double weight, Map<AdapterPart, List<float[]>> vectors) {
        for (AdapterPart part : word.tensors().keySet()) {
            vectors.computeIfAbsent(part, key -> new ArrayList<>()).addAll(word.vectors(file, part, weight));
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(LoadedAdapter::close);
        loaded.clear();
    }

    private static float weight(List<AdapterChoice> row, String name) {
        return (float) row.stream()
                .filter(choice -> choice.name().equals(name))
                .mapToDouble(AdapterChoice::weight)
                .sum();
    }

    /** The stretches of rows whose weight is not 0. */
    private static List<RowInserts.Run> runs(Map<Tensor, LowRank> changes, float[] weights) {
        List<RowInserts.Run> runs = new ArrayList<>();
        int end;
        for (int first = 0; first < weights.length; first = end + 1) {
            end = first;
            while (end < weights.length && weights[end] != 0) {
                end++;
            }
            if (end > first) {
                runs.add(new RowInserts.Run(changes, first, Arrays.copyOfRange(weights, first, end)));
            }
        }
        return runs;
    }

    private LoadedAdapter find(String name) {
        LoadedAdapter known = loaded.get(name);
        if (known == null) {
            known = load(name);
            loaded.put(name, known);
        }
        return known;
    }

    private LoadedAdapter load(String name) {
        List<String> names =
                folder.installed().stream().map(InstalledAdapter::name).toList();
        AdapterTargets targets = folder.targets();
        if (targets == null || !names.contains(name)) {
            throw new IllegalArgumentException(
                    "adapter '" + name + "' is not installed; beside this model are " + names);
        }
        return LoadedAdapter.load(folder.file(name), name, targets, parameters, device);
    }

    /** Lets go what was named longest ago; between calls, so that nothing is freed that a call still uses. */
    private void trim() {
        var oldest = loaded.values().iterator();
        for (int over = loaded.size() - MOST; over > 0; over--) {
            oldest.next().close();
            oldest.remove();
        }
    }
}
