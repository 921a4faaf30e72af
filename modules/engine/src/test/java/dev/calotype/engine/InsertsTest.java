package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Insert;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which evaluations the rows of a walk carry its inserts. */
final class InsertsTest {
    private static final LatentShape SHAPE = LatentShape.of(1, 2, 2);
    private static final Insert INSERT = new Insert() {};

    @Test
    void rowsCarryOnlyWhatWorksAtTheirEvaluation() {
        assertThat(carried(4, 0.25, 0.8)).containsExactly(0, 1, 1, 0);
        assertThat(carried(4, 0, 1)).containsExactly(1, 1, 1, 1);
        assertThat(carried(3, 0.5, 1)).containsExactly(0, 0, 1);
        assertThat(carried(1, 0, 0.5)).containsExactly(0);
    }

    @Test
    void insertsSeparateNoRows() {
        var calls = new ArrayList<Integer>();
        Network network = (shape, rows) -> {
            calls.add(rows.size());
            return rows.stream().map(row -> new float[4]).toList();
        };
        var engine = new Engine(network, 8);
        engine.add(walk("with", 2, Insertion.of(INSERT, 0.5)));
        engine.add(walk("another", 2, new Insertion(new Insert() {}, 1, 0, 0.5)));
        engine.add(walk("without", 2, new Insertion(INSERT, 0, 0, 1)));
        engine.step();
        assertThat(calls).containsExactly(3);
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Insertion(INSERT, 1, 0.6, 0.5)).hasMessageContaining("from 0.6 to 0.5");
        assertThatThrownBy(() -> new Insertion(INSERT, 1, 0, 1.5)).hasMessageContaining("within 0 and 1");
        assertThatThrownBy(() -> new Insertion(INSERT, Double.NaN, 0, 1)).hasMessageContaining("finite");
    }

    /** How many inserts the row of each evaluation carries. */
    private static List<Integer> carried(int evaluations, double from, double to) {
        var counts = new ArrayList<Integer>();
        Network network = (shape, rows) -> {
            counts.add(rows.getFirst().conditioning().inserts().size());
            return rows.stream().map(row -> new float[4]).toList();
        };
        var engine = new Engine(network, 8);
        engine.add(walk("a", evaluations, new Insertion(INSERT, 1, from, to)));
        while (engine.size() > 0) {
            engine.step();
        }
        return counts;
    }

    private static Walk walk(String id, int evaluations, Insertion insertion) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(new Level(1, 1, 1))));
        for (int i = 1; i < evaluations; i++) {
            steps.add(new Step(new Level(1, 1.0 / i, 1), List.of(Term.latest(0, 1)), 0));
        }
        steps.add(new Step(Level.clean(0), List.of(Term.latest(0, 1)), 0));
        return new Walk(
                id,
                SHAPE,
                new Trajectory(steps),
                new Prediction.Sample(),
                new Guidance.None(),
                Conditioning.ofInserts(insertion),
                Conditioning.NONE,
                new TorchNoise(1),
                null);
    }
}
