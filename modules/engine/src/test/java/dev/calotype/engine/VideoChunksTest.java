package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Correction;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Videos that begin with known frames, and long ones that are drawn piece by piece. Frames have two channels of one pixel. */
class VideoChunksTest {
    private static final LatentShape LONG = LatentShape.of(2, 10, 1, 1);

    @Test
    void theFirstFrameIsThePictureAllTheWayFromTheStartsNoiseToTheEnd() {
        var known = new KnownFrames(LatentShape.of(2, 3, 1, 1), List.of(new float[] {7, -7}));
        Beginning beginning = known.begin(counting());
        var path = (Correction.KnownPath) beginning.corrections().getFirst();
        assertThat(path.mask()).containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(beginning.noise().draw(6))
                .as("the start's draw is the path's")
                .containsExactly(path.noise());
        float[] point = {1, 2, 3, 4, 5, 6};
        assertThat(Correcting.applyToPoint(path, point, new Level(0.5, 2, 400)))
                .containsExactly(0.5f * 7 + 2, 2, 3, 0.5f * -7 + 2, 5, 6);
        assertThat(Correcting.applyToPoint(path, point, Level.clean(0))).containsExactly(7, 2, 3, -7, 5, 6);
    }

    @Test
    void everyChunkButTheFirstBeginsWithTheLastFramesOfTheOneBefore() {
        var chunks = new VideoChunks(LONG, 4, 1);
        assertThat(chunks.count()).isEqualTo(3);
        assertThat(chunks.shape(2)).isEqualTo(LatentShape.of(2, 4, 1, 1));
        KnownFrames known = chunks.known(1, new float[] {0, 1, 2, 3, 10, 11, 12, 13});
        assertThat(known.frames()).hasSize(1);
        assertThat(known.frames().getFirst()).containsExactly(3, 13);
    }

    @Test
    void theWholeHasEachFrameOnceAndInOrder() {
        var chunks = new VideoChunks(LONG, 4, 2);
        assertThat(chunks.count()).isEqualTo(4);
        List<float[]> finished = new ArrayList<>();
        for (int chunk = 0; chunk < 4; chunk++) {
            int frames = chunks.shape(chunk).axes().get(1);
            float[] own = new float[2 * frames];
            for (int frame = 0; frame < frames; frame++) {
                own[frame] = 2 * chunk + frame;
                own[frames + frame] = 100 + own[frame];
            }
            finished.add(own);
        }
        float[] expected = new float[20];
        for (int frame = 0; frame < 10; frame++) {
            expected[frame] = frame;
            expected[10 + frame] = 100 + frame;
        }
        assertThat(chunks.joined(finished)).containsExactly(expected);
    }

    @Test
    void theLastChunkHasOnlyTheFramesThatAreMissing() {
        var chunks = new VideoChunks(LatentShape.of(2, 48, 1, 1), 16, 4);
        assertThat(chunks.count()).isEqualTo(4);
        assertThat(chunks.shape(3).axes().get(1)).isEqualTo(12);
        assertThat(new VideoChunks(LatentShape.of(2, 9, 1, 1), 16, 4).count()).isEqualTo(1);
        assertThat(new VideoChunks(LatentShape.of(2, 9, 1, 1), 16, 4)
                        .shape(0)
                        .axes()
                        .get(1))
                .isEqualTo(9);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new VideoChunks(LONG, 4, 4)).hasMessageContaining("a chunk must add a frame");
        assertThatThrownBy(() -> new KnownFrames(LatentShape.of(2, 1, 1), List.of()))
                .hasMessageContaining("[2, 1, 1]");
        assertThatThrownBy(() -> new KnownFrames(LONG, List.of(new float[3])))
                .hasMessageContaining("3 values")
                .hasMessageContaining("has 2");
    }

    private static Noise counting() {
        int[] drawn = {0};
        return count -> {
            float[] draw = new float[count];
            Arrays.fill(draw, ++drawn[0]);
            return draw;
        };
    }
}
