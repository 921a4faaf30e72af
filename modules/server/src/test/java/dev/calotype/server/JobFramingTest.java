package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Framing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobFramingTest {
    @Test
    void aNetworkReadsHeightsBeforeWidthsAndTheJobsSizeWhereNoneIsSaid() {
        assertThat(JobFraming.ids(null, 64, 32)).isNull();
        assertThat(ids(new Framing(new Framing.Size(640, 480), new Framing.Crop(8, 24), new Framing.Size(512, 256))))
                .containsExactly(480, 640, 24, 8, 256, 512);
        assertThat(ids(new Framing(null, new Framing.Crop(0, 4), null))).containsExactly(32, 64, 4, 0, 32, 64);
    }

    private static float[] ids(@Nullable Framing framing) {
        return Objects.requireNonNull(JobFraming.ids(framing, 64, 32)).values();
    }
}
