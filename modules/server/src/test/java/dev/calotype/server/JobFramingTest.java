package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Framing;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.Signal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobFramingTest {
    private static final Framing CROPPED =
            new Framing(new Framing.Size(640, 480), new Framing.Crop(8, 24), new Framing.Size(512, 256), null);

    @Test
    void aNetworkReadsHeightsBeforeWidthsAndTheJobsSizeWhereNoneIsSaid() {
        assertThat(sizes(null).positive()).isNull();
        assertThat(values(sizes(CROPPED).positive())).containsExactly(480, 640, 24, 8, 256, 512);
        Framing top = new Framing(null, new Framing.Crop(0, 4), null, null);
        assertThat(values(sizes(top).positive())).containsExactly(32, 64, 4, 0, 32, 64);
        assertThat(values(sizes(top).negative())).containsExactly(32, 64, 4, 0, 32, 64);
    }

    @Test
    void whatIsAskedForAndWhatIsAvoidedHaveScoresOfTheirOwn() {
        JobFraming usual = JobFraming.of(FramingUse.SCORE, null, 64, 32);
        assertThat(values(usual.positive())).containsExactly(32, 64, 0, 0, 6);
        assertThat(values(usual.negative())).containsExactly(32, 64, 0, 0, 2.5f);
        Framing judged =
                new Framing(new Framing.Size(640, 480), new Framing.Crop(8, 24), null, new Framing.Aesthetic(7.25, 1));
        JobFraming said = JobFraming.of(FramingUse.SCORE, judged, 64, 32);
        assertThat(values(said.positive())).containsExactly(480, 640, 24, 8, 7.25f);
        assertThat(values(said.negative())).containsExactly(480, 640, 24, 8, 1);
    }

    private static JobFraming sizes(@Nullable Framing framing) {
        return JobFraming.of(FramingUse.SIZES, framing, 64, 32);
    }

    private static float[] values(@Nullable Signal signal) {
        return Objects.requireNonNull(signal).values();
    }
}
