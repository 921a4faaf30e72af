package dev.calotype.networks;

import dev.calotype.spi.Insertion;
import dev.calotype.tensor.FlatParameters;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.TensorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@link ResidualsInsert}s of one call, answered: what each row's skips and middle get. */
final class ResidualRows {
    /** Nothing for any row. */
    static final ResidualRows NONE = new ResidualRows(List.of());

    private final List<Answer> answers;

    private record Carried(int row, ResidualsInsert insert, double strength) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int[] rows, List<Tensor> residuals) {
        Tensor added(int place, Tensor x) {
            Tensor residual = residuals.get(place).to(x.type());
            check(residual, x);
            if (UNetRows.inOrder(rows) && rows.length == x.size(0)) {
                return x.add(residual);
            }
            Tensor sum = x.copy();
            for (int i = 0; i < rows.length; i++) {
                Tensor own = sum.narrow(0, rows[i], 1);
                FlatParameters.addInto(own, residual.narrow(0, i, 1).expand(own.shape()));
            }
            return sum;
        }
    }

    private ResidualRows(List<Answer> answers) {
        this.answers = answers;
    }

    /** Asks each network that rows name, once for all of its rows. */
    static ResidualRows of(UNetRows rows) {
        Map<ResidualsNetwork, List<Carried>> networks = new LinkedHashMap<>();
        List<List<Insertion>> carried = rows.conditions().inserts();
        for (int row = 0; row < carried.size(); row++) {
            for (Insertion insertion : carried.get(row)) {
                if (insertion.strength() != 0 && insertion.insert() instanceof ResidualsInsert insert) {
                    networks.computeIfAbsent(insert.network(), key -> new ArrayList<>())
                            .add(new Carried(row, insert, insertion.strength()));
                }
            }
        }
        var answers = new ArrayList<Answer>();
        networks.forEach((network, those) -> answers.add(answer(network, those, rows)));
        return answers.isEmpty() ? NONE : new ResidualRows(answers);
    }

    private static Answer answer(ResidualsNetwork network, List<Carried> those, UNetRows rows) {
        int[] places = those.stream().mapToInt(Carried::row).toArray();
        double[] strengths = those.stream().mapToDouble(Carried::strength).toArray();
        List<ResidualsInsert> inserts = those.stream().map(Carried::insert).toList();
        return new Answer(places, Scope.givingAll(() -> network.residuals(rows.of(places), inserts, strengths)));
    }

    /** The skips with what is added to each, in the order of the way down. */
    List<Tensor> skips(List<Tensor> skips) {
        for (Answer answer : answers) {
            if (answer.residuals().size() != skips.size() + 1) {
                throw new TensorException(
                        "a module gives residuals for " + (answer.residuals().size() - 1) + " skips; this U-Net has "
                                + skips.size() + "; the module belongs to another network");
            }
        }
        var sums = new ArrayList<Tensor>();
        for (int i = 0; i < skips.size(); i++) {
            sums.add(added(i, skips.get(i)));
        }
        return sums;
    }

    /** The middle with what is added to it, which stands behind so many skips. */
    Tensor middle(int skips, Tensor x) {
        return added(skips, x);
    }

    private Tensor added(int place, Tensor x) {
        return answers.isEmpty()
                ? x
                : Scope.giving(() -> {
                    Tensor sum = x;
                    for (Answer answer : answers) {
                        sum = answer.added(place, sum);
                    }
                    return sum;
                });
    }

    private static void check(Tensor residual, Tensor x) {
        boolean whole = residual.size(2) == x.size(2) && residual.size(3) == x.size(3);
        boolean pooled = residual.size(2) == 1 && residual.size(3) == 1;
        if (residual.size(1) != x.size(1) || !(whole || pooled)) {
            throw new TensorException("a module gives a residual of " + residual + " to features of " + x
                    + "; the module belongs to another network");
        }
    }
}
