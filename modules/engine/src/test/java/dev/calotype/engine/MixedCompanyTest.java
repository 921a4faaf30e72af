package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks of every guidance and correction beside each other: what they give, what they cost, and where they go on. */
final class MixedCompanyTest {
    private static final int LONGEST = 8;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void aWalkIsTheSameToTheBitAloneAndAmongAllOthers(int mostRows) {
        var engine = new Engine(Mixed.NETWORK, mostRows);
        Mixed.walks().forEach(engine::add);
        Map<String, float[]> together = finish(engine);
        for (Walk walk : Mixed.walks()) {
            var alone = new Engine(Mixed.NETWORK, 1);
            alone.add(walk);
            assertThat(finish(alone).get(walk.id())).as(name(walk)).isEqualTo(together.get(walk.id()));
        }
    }

    @Test
    void noTwoWalksGiveTheSame() {
        var engine = new Engine(Mixed.NETWORK, 1000);
        Mixed.walks().forEach(engine::add);
        assertThat(finish(engine).values().stream().map(Arrays::hashCode)).doesNotHaveDuplicates();
    }

    @Test
    void everyWalkTakesTheRowsThatWereKnownBefore() {
        for (Walk walk : Mixed.walks()) {
            var engine = new Engine(Mixed.NETWORK, 1);
            engine.add(walk);
            long rows = 0;
            for (int i = 0; i < walk.plan().evaluations(); i++) {
                StepReport report = engine.step();
                assertThat(report.rows())
                        .as(name(walk) + " at " + i)
                        .isEqualTo(walk.guidance().rows(i, walk.plan().evaluations()));
                rows += report.rows();
            }
            assertThat(engine.size()).isZero();
            assertThat(rows).as(name(walk)).isEqualTo(walk.cost());
        }
    }

    @Test
    void aCheckpointAtAnyStepGoesOnToTheSameBits() {
        var whole = new Engine(Mixed.NETWORK, 1000);
        Mixed.walks().forEach(whole::add);
        Map<String, float[]> results = finish(whole);
        for (int stop = 0; stop < LONGEST; stop++) {
            var first = new Engine(Mixed.NETWORK, 1000);
            Mixed.walks().forEach(first::add);
            for (int i = 0; i < stop; i++) {
                first.step();
            }
            var second = new Engine(Mixed.NETWORK, 13);
            for (Walk walk : Mixed.walks()) {
                if (walk.plan().evaluations() > stop) {
                    second.resume(walk, first.checkpoint(walk.id()));
                }
            }
            assertThat(second.size()).isEqualTo(first.size()).isPositive();
            finish(second).forEach((id, latent) -> assertThat(latent).as(id).isEqualTo(results.get(id)));
        }
    }

    private static Map<String, float[]> finish(Engine engine) {
        Map<String, float[]> results = new HashMap<>();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            assertThat(report.failed()).isEmpty();
            report.finished().forEach(finished -> results.put(finished.id(), finished.latent()));
        }
        return results;
    }

    private static String name(Walk walk) {
        return walk.id() + " with " + walk.guidance() + " and " + walk.corrections();
    }
}
