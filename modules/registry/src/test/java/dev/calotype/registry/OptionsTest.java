package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job's options, read onto the record that is their schema. */
final class OptionsTest {
    private static final Asked DEFAULTS = new Asked(0.5, 3, true, "plain", List.of(1.0), Colour.RED);

    /** Options of every kind. */
    record Asked(double eta, int order, boolean exact, String name, List<Double> levels, Colour colour) {}

    /** A choice. */
    enum Colour {
        RED,
        DEEP_BLUE
    }

    @Test
    void readsEveryKindAndKeepsTheRest() {
        assertThat(Options.read(DEFAULTS, Map.of())).isEqualTo(DEFAULTS);
        assertThat(Options.read(
                        DEFAULTS,
                        Map.of("eta", 1, "order", 2, "exact", false, "levels", List.of(3, 2.5), "colour", "deep-blue")))
                .isEqualTo(new Asked(1, 2, false, "plain", List.of(3.0, 2.5), Colour.DEEP_BLUE));
    }

    @Test
    void namesEveryFaultAtOnce() {
        InvalidOptions refused = catchThrowableOfType(
                InvalidOptions.class,
                () -> Options.read(DEFAULTS, Map.of("etta", 1, "order", 2.5, "exact", "yes", "colour", "green")));
        assertThat(refused.faults()).hasSize(4);
        assertThat(refused.faults().toString())
                .contains("there is no option 'etta'")
                .contains("eta")
                .contains("2.5")
                .contains("yes")
                .contains("green");
    }
}
