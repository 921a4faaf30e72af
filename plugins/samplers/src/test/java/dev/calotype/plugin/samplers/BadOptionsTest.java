package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a job may get wrong about a sampler or a schedule, and what it is told. */
final class BadOptionsTest {
    private static final Path PATH = Path.PRESERVING;

    @Test
    void namesTheOptionWhatWasFoundAndWhatIsAllowed() {
        assertThatThrownBy(() -> new Ddim().create(new Ddim.Options(1.5, Arrival.NEXT, false)))
                .hasMessage("eta is 1.5; it must lie between 0 and 1");
        assertThatThrownBy(() -> new EulerAncestral().create(new EulerAncestral.Options(Double.NaN)))
                .hasMessage("eta is NaN; it must lie between 0 and 1");
        assertThatThrownBy(() -> new Flow()
                        .create(new Flow.Options(0, 1, 0, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN)))
                .hasMessage("shift is 0.0; it must be positive and finite");
        assertThatThrownBy(() -> new Flow()
                        .create(new Flow.Options(
                                1, 0.5, 0.6, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN)))
                .hasMessageContaining("below first");
        assertThatThrownBy(() ->
                        new Karras().create(new Karras.Options(-7, 0, 0, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0)))
                .hasMessage("rho is -7.0; it must be positive and finite");
        assertThatThrownBy(() ->
                        new Karras().create(new Karras.Options(7, -1, 0, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0)))
                .hasMessage("smallest is -1.0; it must be at least 0 and finite");
        assertThatThrownBy(() -> new Karras()
                        .create(new Karras.Options(7, 0, Double.NaN, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0)))
                .hasMessage("largest is NaN; it must be at least 0 and finite");
        var below = new Discrete.Options(Discrete.Spacing.LEADING, -1, End.CLEAN, false, false, 0);
        assertThatThrownBy(() -> new Discrete().create(below)).hasMessage("offset is -1; it must be at least 0");
    }

    @Test
    void refusesTooFewAndTooManySteps() {
        var flow = new Flow()
                .create(new Flow.Options(1, 0.99, 0, 0, 1, false, List.of(), 0, Flow.Shape.SHIFTED, End.CLEAN));
        assertThatThrownBy(() -> flow.levels(0, PATH)).hasMessage("steps is 0; this schedule has 1 to 10000");
        assertThatThrownBy(() -> flow.levels(10_001, PATH)).hasMessageContaining("1 to 10000");
        var discrete = new Discrete().create(new Discrete().defaults());
        assertThatThrownBy(() -> discrete.levels(20, PATH)).hasMessageContaining("use 'flow'");
        assertThatThrownBy(() -> discrete.levels(-3, new Table(100)))
                .hasMessage("steps is -3; this schedule has 1 to 100");
        assertThatThrownBy(() -> discrete.levels(101, new Table(100))).hasMessageContaining("1 to 100");
        var karras = new Karras().create(new Karras().defaults());
        assertThatThrownBy(() -> karras.levels(0, new Table(100))).hasMessageContaining("steps is 0");
    }

    @Test
    void refusesKarrasLevelsThatDoNotFall() {
        var karras = new Karras().create(new Karras.Options(7, 5, 2, Ends.PROCESS, 0, End.CLEAN, Times.EXACT, 0));
        assertThatThrownBy(() -> karras.levels(4, PATH)).hasMessageContaining("0 < smallest < largest");
    }

    @Test
    void refusesAWalkWithoutAnEnd() {
        var euler = new Euler().create(new Euler().defaults());
        assertThatThrownBy(() -> euler.plan(List.of(Level.clean(0)), PATH)).hasMessageContaining("at least two levels");
    }
}
