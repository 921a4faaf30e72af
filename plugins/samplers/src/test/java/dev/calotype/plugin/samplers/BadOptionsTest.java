package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a job may get wrong about a sampler or a schedule, and what it is told. */
final class BadOptionsTest {
    private static final Gauss DATA = new Gauss(0, 1);

    @Test
    void namesTheOptionWhatWasFoundAndWhatIsAllowed() {
        assertThatThrownBy(() -> new Ddim().create(new Ddim.Options(1.5)))
                .hasMessage("eta is 1.5; it must lie between 0 and 1");
        assertThatThrownBy(() -> new EulerAncestral().create(new EulerAncestral.Options(Double.NaN)))
                .hasMessage("eta is NaN; it must lie between 0 and 1");
        assertThatThrownBy(() -> new Flow().create(new Flow.Options(0, 1, 0, false)))
                .hasMessage("shift is 0.0; it must be positive and finite");
        assertThatThrownBy(() -> new Flow().create(new Flow.Options(1, 0.5, 0.6, false)))
                .hasMessageContaining("below first");
        assertThatThrownBy(() -> new Karras().create(new Karras.Options(-7, 0, 0, false)))
                .hasMessage("rho is -7.0; it must be positive and finite");
    }

    @Test
    void refusesTooFewAndTooManySteps() {
        var flow = new Flow().create(new Flow.Options(1, 0.99, 0, false));
        assertThatThrownBy(() -> flow.levels(0, DATA)).hasMessage("steps is 0; this schedule has 1 to 10000");
        assertThatThrownBy(() -> flow.levels(10_001, DATA)).hasMessageContaining("1 to 10000");
        var discrete = new Discrete().create(new Discrete().defaults());
        assertThatThrownBy(() -> discrete.levels(20, DATA)).hasMessageContaining("use 'flow'");
    }

    @Test
    void refusesAWalkWithoutAnEnd() {
        var euler = new Euler().create(new NoOptions());
        assertThatThrownBy(() -> euler.plan(List.of(Level.clean(0)), DATA)).hasMessageContaining("at least two levels");
    }
}
