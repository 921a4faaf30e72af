package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.tensor.FlatParameters;
import dev.calotype.tensor.Ops;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.List;
import java.util.Map;

/** The {@link AttentionInsert}s of one call; rows that carry none, or at strength 0, are not touched. */
final class AttentionRows {
    /** Nothing for any row. */
    static final AttentionRows NONE = new AttentionRows(0, List.of(), Map.of());

    private final int rows;
    private final List<AttentionRun> runs;
    private final Map<Tensor, Integer> places;

    private AttentionRows(int rows, List<AttentionRun> runs, Map<Tensor, Integer> places) {
        this.rows = rows;
        this.runs = runs;
        this.places = places;
    }

    /** Those of these rows, at cross-attentions numbered by the weight of their keys. */
    static AttentionRows of(List<List<Insertion>> rows, Map<Tensor, Integer> places) {
        List<AttentionRun> runs = AttentionRun.of(rows);
        runs.forEach(run -> check(run.maps(), places));
        return runs.isEmpty() ? NONE : new AttentionRows(rows.size(), runs, places);
    }

    private static void check(AttentionMaps maps, Map<Tensor, Integer> places) {
        places.forEach((weight, place) -> {
            if (maps.sizes().size() != places.size() || maps.sizes().get(place) != weight.size(0)) {
                throw new TensorException(
                        "the adapter has maps for " + maps.sizes().size()
                                + " cross-attentions, of sizes " + maps.sizes() + "; the U-Net has " + places.size()
                                + ", the one numbered " + place + " of size " + weight.size(0)
                                + "; the adapter belongs to another network");
            }
        });
    }

    /** A mix of values, N×heads×T×d like the queries, with what the further tokens give added to it. */
    Tensor added(Attention attention, Tensor queries, Tensor mixed) {
        Integer place = places.get(attention.key().weight());
        return place == null ? mixed : Scope.giving(() -> sum(place, attention.heads(), queries, mixed));
    }

    private Tensor sum(int place, int heads, Tensor queries, Tensor mixed) {
        long each = queries.size(0) / rows;
        if (queries.size(0) != each * rows) {
            throw new TensorException("an attention was given " + queries + " in a call of " + rows + " rows");
        }
        for (AttentionRun run : runs) {
            long first = run.first() * each;
            long count = run.tokens().size(0) * each;
            Tensor seen = Ops.attention(
                    queries.narrow(0, first, count),
                    perHead(run.maps().keys().get(place).apply(run.tokens()), heads, each, queries),
                    perHead(run.maps().values().get(place).apply(run.tokens()), heads, each, queries),
                    null);
            Tensor strengths = repeated(run.strengths(), each).to(queries.type());
            FlatParameters.addInto(mixed.narrow(0, first, count), seen.mul(strengths));
        }
        return mixed;
    }

    private static Tensor perHead(Tensor mapped, int heads, long each, Tensor like) {
        return Attention.split(repeated(mapped, each).to(like.type()), heads);
    }

    /** Each row so many times, for networks that fold frames into the batch. */
    private static Tensor repeated(Tensor x, long times) {
        if (times == 1) {
            return x;
        }
        long[] shape = x.shape();
        Tensor many = x.reshape(shape[0], 1, -1).expand(shape[0], times, x.count() / shape[0]);
        shape[0] *= times;
        return many.reshape(shape);
    }
}
