package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.LatentShape;
import org.junit.jupiter.api.Test;

/** Latents at larger sizes, by hand. */
final class EnlargementTest {
    @Test
    void valuesBetweenAreLinearAndEdgesRepeat() {
        float[] row = Enlargement.of(new float[] {0, 4}, LatentShape.of(1, 1, 2), LatentShape.of(1, 1, 4));
        assertThat(row).containsExactly(0, 1, 3, 4);
        float[] column = Enlargement.of(new float[] {0, 4}, LatentShape.of(1, 2, 1), LatentShape.of(1, 4, 1));
        assertThat(column).containsExactly(0, 1, 3, 4);
    }

    @Test
    void channelsStayApart() {
        float[] enlarged = Enlargement.of(new float[] {1, 2}, LatentShape.of(2, 1, 1), LatentShape.of(2, 2, 2));
        assertThat(enlarged).containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
    }

    @Test
    void theSameSizeIsTheSameLatent() {
        float[] latent = {1, 2, 3, 4, 5, 6};
        assertThat(Enlargement.of(latent, LatentShape.of(1, 2, 3), LatentShape.of(1, 2, 3)))
                .containsExactly(latent);
    }

    @Test
    void refusesOtherChannels() {
        assertThatThrownBy(() -> Enlargement.of(new float[1], LatentShape.of(1, 1, 1), LatentShape.of(2, 1, 1)))
                .hasMessage("a latent of shape [1, 1, 1] cannot be enlarged to [2, 1, 1]; only pictures with the same"
                        + " channels can");
        assertThatThrownBy(() -> Enlargement.check(LatentShape.of(2, 256), LatentShape.of(2, 512)))
                .hasMessageContaining("a latent of shape [2, 256] cannot be enlarged");
    }
}
