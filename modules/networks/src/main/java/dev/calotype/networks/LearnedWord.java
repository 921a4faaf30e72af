package dev.calotype.networks;

import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.TensorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A word that stands for learned vectors in a prompt (textual inversion; Gal et al. 2022, arXiv:2208.01618, section 4).
 *
 * @param word as prompts write it
 * @param tensors the tensor's name in the file, count×size or size, by text encoder
 * @param count how many vectors it stands for, the same for each text encoder
 */
public record LearnedWord(String word, Map<AdapterPart, String> tensors, int count) {
    private static final String PLAIN = "emb_params";
    private static final String FIRST = "clip_l";
    private static final String SECOND = "clip_g";

    /** Copies the tensors. */
    public LearnedWord {
        tensors = Map.copyOf(tensors);
    }

    /**
     * Reads the header of an open file: one tensor named by the word, {@code emb_params}, or {@code clip_l} and
     * {@code clip_g}.
     *
     * @param name what the word is where the file does not say
     * @param sizes of a token's vector, for every text encoder that the model has
     * @param faults where to say what does not fit
     */
    public static LearnedWord read(
            SafeTensors file, String name, Map<AdapterPart, Integer> sizes, List<String> faults) {
        Set<String> names = file.names();
        Map<AdapterPart, String> tensors = new EnumMap<>(AdapterPart.class);
        String word = name;
        if (names.contains(FIRST) || names.contains(SECOND)) {
            names.stream().filter(FIRST::equals).forEach(found -> tensors.put(AdapterPart.TEXT, found));
            names.stream().filter(SECOND::equals).forEach(found -> tensors.put(AdapterPart.TEXT_2, found));
        } else if (names.size() == 1) {
            String only = names.iterator().next();
            tensors.put(AdapterPart.TEXT, only);
            word = only.equals(PLAIN) ? name : only;
        } else {
            faults.add("has tensors " + new ArrayList<>(names).subList(0, Math.min(3, names.size()))
                    + "…; a LoRA's, or one learned embedding, are read");
        }
        if (!tensors.isEmpty() && !tensors.keySet().containsAll(sizes.keySet())) {
            faults.add("has vectors for " + tensors.keySet().size() + " text encoder; this model has " + sizes.size());
        }
        tensors.forEach((part, tensor) -> check(file, part, tensor, sizes, faults));
        int[] counts = tensors.values().stream()
                .mapToInt(tensor -> count(file, tensor))
                .distinct()
                .toArray();
        if (counts.length > 1 || word.isBlank()) {
            faults.add("needs a word and as many vectors for each text encoder; found '" + word + "' and "
                    + Arrays.toString(counts) + " vectors");
        }
        return new LearnedWord(word, tensors, counts.length == 0 ? 0 : counts[0]);
    }

    /**
     * The vectors of one text encoder, one after the other; none where the file has none for it.
     *
     * @throws TensorException if a value is not finite
     */
    public List<float[]> vectors(SafeTensors file, AdapterPart part, double weight) {
        String tensor = tensors.get(part);
        if (tensor == null) {
            return List.of();
        }
        float[] all = file.tensor(tensor).toFloats();
        for (int i = 0; i < all.length; i++) {
            if (!Float.isFinite(all[i])) {
                throw new TensorException("tensor '" + tensor + "' has values that are not finite");
            }
            all[i] = (float) (all[i] * weight);
        }
        int size = all.length / count;
        List<float[]> vectors = new ArrayList<>();
        for (int start = 0; start < all.length; start += size) {
            vectors.add(Arrays.copyOfRange(all, start, start + size));
        }
        return vectors;
    }

    private static void check(
            SafeTensors file, AdapterPart part, String tensor, Map<AdapterPart, Integer> sizes, List<String> faults) {
        Integer size = sizes.get(part);
        long[] shape = file.shape(tensor);
        if (size == null) {
            faults.add("tensor '" + tensor + "' is for a " + part.label() + "; this model has none");
        } else if (shape.length < 1 || shape.length > 2 || shape[shape.length - 1] != size || shape[0] < 1) {
            faults.add("tensor '" + tensor + "' has shape " + Arrays.toString(shape) + "; vectors of this model's "
                    + part.label() + " have " + size + " values");
        } else if (!file.type(tensor).isFloating()) {
            faults.add("tensor '" + tensor + "' is " + file.type(tensor).label() + "; a floating type is needed");
        }
    }

    private static int count(SafeTensors file, String tensor) {
        long[] shape = file.shape(tensor);
        return shape.length == 2 ? Math.toIntExact(shape[0]) : 1;
    }
}
