package dev.calotype.networks;

import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A batch computed one row after another, so that the intermediate results of only one row are held. */
public final class Slices {
    private Slices() {}

    /** What a function of N×… gives for each row by itself, joined again; such as {@code autoencoder::decode}. */
    public static Tensor of(Tensor batch, UnaryOperator<Tensor> function) {
        int rows = Math.toIntExact(batch.size(0));
        if (rows < 2) {
            return function.apply(batch);
        }
        return Scope.giving(() -> {
            List<Tensor> parts = IntStream.range(0, rows)
                    .mapToObj(row -> Scope.giving(() -> function.apply(batch.narrow(0, row, 1))))
                    .toList();
            return Tensor.cat(0, parts);
        });
    }
}
