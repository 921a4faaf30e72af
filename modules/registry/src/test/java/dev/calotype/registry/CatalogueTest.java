package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.About;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.NoiseSchedule;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.ScheduleFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking things up by name, and what becomes of a plugin's failures then. */
final class CatalogueTest {
    private static final NoiseProcess PROCESS = new FlowProcess(1, false);

    private final Catalogue catalogue = new Catalogue(List.of(new Plugin(
            new PluginManifest("p", "1", "1"),
            "",
            List.of(
                    new Given("clumsy", (levels, process) -> {
                        throw new IllegalStateException("it slipped");
                    }),
                    new Given("strict", (levels, process) -> {
                        throw new IllegalArgumentException("too few levels");
                    })),
            List.of(new Even()),
            List.of())));

    /** Options of nothing. */
    record None() {}

    private record Given(String name, Sampler sampler) implements SamplerFactory<None> {
        @Override
        public None defaults() {
            return new None();
        }

        @Override
        public About about(None options) {
            return new About("nobody's", "none", 1, 1, About.Aim.FLOW);
        }

        @Override
        public Sampler create(None options) {
            return sampler;
        }
    }

    private record Even() implements ScheduleFactory<None> {
        @Override
        public String name() {
            return "even";
        }

        @Override
        public None defaults() {
            throw new LinkageError("built for another farm");
        }

        @Override
        public NoiseSchedule create(None options) {
            throw new AssertionError("never asked");
        }
    }

    @Test
    void hasNothingUnderANameThatNobodyAdds() {
        assertThat(catalogue.sampler(SamplerChoice.of("eular"))).isEmpty();
        assertThat(catalogue.schedule(SamplerChoice.of("carras"))).isEmpty();
        assertThat(catalogue.samplers()).containsExactly("clumsy", "strict");
        assertThat(catalogue.schedules()).containsExactly("even");
    }

    @Test
    void aSamplersFailureIsAFaultOfTheRequestThatAskedForIt() {
        assertThatThrownBy(() -> plan("clumsy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sampler 'clumsy' failed")
                .hasMessageContaining("it slipped");
        assertThatThrownBy(() -> plan("strict"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too few levels");
    }

    @Test
    void aPluginThatDoesNotFitIsAFaultOfTheRequestToo() {
        assertThatThrownBy(() -> catalogue.schedule(SamplerChoice.of("even")))
                .isInstanceOf(InvalidOptions.class)
                .hasMessageContaining("schedule 'even' failed")
                .hasMessageContaining("built for another farm");
    }

    private void plan(String name) {
        catalogue
                .sampler(SamplerChoice.of(name))
                .orElseThrow()
                .plan(List.of(PROCESS.atTime(1), PROCESS.atTime(0)), PROCESS);
    }
}
