package dev.calotype.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Low-rank changes of a network's layers that hold for some rows of one call: y += s·up(down(x)) for those rows alone, so
 * that rows with different adapters, or none, share the call, and no weight is copied.
 *
 * <p>A layer is known by its weight, the very tensor. {@link Linear}, {@link Conv2d} and whoever else maps by a weight
 * asks here after each map; outside of {@link #during} nothing is added. Belongs to one call on one thread: its scales
 * are owned by the scope it was made in.
 */
public final class RowInserts {
    private static final ScopedValue<RowInserts> CURRENT = ScopedValue.newInstance();

    private final long rows;
    private final Map<Tensor, List<Part>> parts = new HashMap<>();

    /**
     * Consecutive rows that one adapter changes.
     *
     * @param layers its changes by the weight they belong to
     * @param first the first row
     * @param scales one a row
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Run(Map<Tensor, LowRank> layers, int first, float[] scales) {}

    private record Part(LowRank change, long first, Tensor scales) {}

    private RowInserts(long rows) {
        this.rows = rows;
    }

    /**
     * The changes of one call; runs may overlap, and then their changes add up.
     *
     * @param rows how many rows the call has
     */
    public static RowInserts of(int rows, List<Run> runs) {
        var inserts = new RowInserts(rows);
        runs.forEach(inserts::add);
        return inserts;
    }

    private void add(Run run) {
        if (run.first() < 0 || run.first() + run.scales().length > rows) {
            throw new TensorException("rows " + run.first() + " to " + (run.first() + run.scales().length - 1)
                    + " cannot be changed in a call of " + rows + " rows");
        }
        Tensor scales = Tensor.of(run.scales(), run.scales().length);
        run.layers()
                .forEach((weight, change) -> parts.computeIfAbsent(weight, key -> new ArrayList<>())
                        .add(new Part(change, run.first(), scales)));
    }

    /** Runs a call of the network with these changes. */
    public <T> T during(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /** A linear map's answer with what is added to it; x and y have the call's rows as their first axis. */
    public static Tensor linear(Tensor weight, Tensor x, Tensor y) {
        return CURRENT.isBound() ? CURRENT.get().added(weight, x, y, LowRank::linear) : y;
    }

    /** A convolution's answer with what is added to it. */
    static Tensor convolution(Conv2d layer, Tensor x, Tensor y) {
        return CURRENT.isBound()
                ? CURRENT.get()
                        .added(
                                layer.weight(),
                                x,
                                y,
                                (change, rows, scales) ->
                                        change.convolution(rows, scales, layer.stride(), layer.padding()))
                : y;
    }

    private interface Change {
        Tensor of(LowRank change, Tensor rows, Tensor scales);
    }

    private Tensor added(Tensor weight, Tensor x, Tensor y, Change change) {
        List<Part> changes = parts.get(weight);
        if (changes == null) {
            return y;
        }
        if (x.size(0) != rows) {
            throw new TensorException("a layer was given " + x + " in a call whose adapters expect " + rows + " rows");
        }
        return Scope.giving(() -> {
            // A packed layer's answer is an inference tensor, which libtorch does not change in place.
            Tensor sum = y.copy();
            for (Part part : changes) {
                long count = part.scales().size(0);
                Tensor delta = change.of(part.change(), x.narrow(0, part.first(), count), part.scales());
                FlatParameters.addInto(sum.narrow(0, part.first(), count), delta);
            }
            return sum;
        });
    }
}
