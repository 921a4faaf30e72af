package dev.calotype.networks;

import dev.calotype.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors of words that no vocabulary has. The token id −1 stands for the first, −2 for the second, and so on.
 *
 * @param vectors each as long as a token's vector
 */
public record LearnedVectors(List<float[]> vectors) {
    /** No words. */
    public static final LearnedVectors NONE = new LearnedVectors(List.of());

    /** Copies the list. */
    public LearnedVectors {
        vectors = List.copyOf(vectors);
    }

    /** Puts the vectors where the ids are below 0 into embedded texts, N×T×size. */
    Tensor into(Tensor embedded, List<int[]> ids) {
        if (ids.stream().flatMapToInt(Arrays::stream).noneMatch(id -> id < 0)) {
            return embedded;
        }
        int length = Math.toIntExact(embedded.size(1));
        int size = Math.toIntExact(embedded.size(2));
        float[] kept = new float[ids.size() * length];
        float[] put = new float[kept.length * size];
        for (int place = 0; place < kept.length; place++) {
            int id = ids.get(place / length)[place % length];
            kept[place] = id < 0 ? 0 : 1;
            if (id < 0) {
                System.arraycopy(vectors.get(-1 - id), 0, put, place * size, size);
            }
        }
        return embedded.mul(Tensor.of(kept, ids.size(), length, 1)).add(Tensor.of(put, ids.size(), length, size));
    }
}
