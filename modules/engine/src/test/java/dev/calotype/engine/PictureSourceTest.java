package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What walks take from a picture of one pixel a latent, and in which order they draw: draw n is n everywhere. */
final class PictureSourceTest {
    private static final LatentShape SHAPE = LatentShape.of(3, 1, 2);
    private static final Signal PICTURE = new Signal(new float[] {10, 20, 30, 40, 50, 60}, List.of(3, 1, 2));
    private static final Mask RIGHT = new Mask(2, 1, new float[] {0.4f, 0.6f});

    @Test
    void aWalkOfAWholePictureDrawsItsLatentThenItsStart() {
        Beginning beginning = begin(PictureUse.ORIGIN, null, Strength.FULL);
        assertThat(beginning.origin()).containsExactly(11, 21, 31, 41, 51, 61);
        assertThat(beginning.corrections()).isEmpty();
        assertThat(draws(beginning, 2)).containsExactly(2f, 3f);
    }

    @Test
    void whatIsKeptFollowsThePathFromThePictureToTheStart() {
        Beginning beginning = begin(PictureUse.ORIGIN, RIGHT, new Strength(0.5));
        assertThat(beginning.origin()).containsExactly(11, 21, 31, 41, 51, 61);
        var path = (Correction.KnownPath) beginning.corrections().getFirst();
        assertThat(path.mask()).containsExactly(1, 0, 1, 0, 1, 0);
        assertThat(path.values()).containsExactly(11, 21, 31, 41, 51, 61);
        assertThat(path.noise()).containsOnly(2);
        assertThat(draws(beginning, 3)).containsExactly(2f, 4f, 5f);
        assertThat(begin(PictureUse.ORIGIN, RIGHT, Strength.FULL).origin()).isNull();
    }

    @Test
    void aNetworkWithMaskedChannelsReadsTheMaskAndThePictureWithoutIt() {
        Beginning beginning = begin(PictureUse.MASKED_CHANNELS, RIGHT, new Strength(0.5));
        assertThat(beginning.origin()).containsExactly(11, 21, 31, 41, 51, 61);
        assertThat(beginning.corrections()).isEmpty();
        Signal channels = Objects.requireNonNull(beginning.channels());
        assertThat(channels.shape()).containsExactly(4, 1, 2);
        assertThat(channels.values()).containsExactly(0, 1, 13, 3, 33, 3, 53, 3);
        assertThat(draws(beginning, 2)).containsExactly(2f, 4f);
    }

    @Test
    void atFullStrengthItTakesNoLatentOfThePicture() {
        Beginning beginning = begin(PictureUse.MASKED_CHANNELS, RIGHT, Strength.FULL);
        assertThat(beginning.origin()).isNull();
        assertThat(Objects.requireNonNull(beginning.channels()).values()).containsExactly(0, 1, 12, 2, 32, 2, 52, 2);
        assertThat(draws(beginning, 2)).containsExactly(1f, 3f);
    }

    @Test
    void aVideoBeginsFromThePictureWithEveryFrame() {
        LatentShape video = SHAPE.ofFrames(2);
        Beginning onPath = begin(PictureUse.ORIGIN, video, RIGHT, new Strength(0.5));
        assertThat(onPath.origin()).containsExactly(11, 21, 11, 21, 31, 41, 31, 41, 51, 61, 51, 61);
        var path = (Correction.KnownPath) onPath.corrections().getFirst();
        assertThat(path.mask()).containsExactly(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
        Signal channels = Objects.requireNonNull(
                begin(PictureUse.MASKED_CHANNELS, video, RIGHT, Strength.FULL).channels());
        assertThat(channels.shape()).containsExactly(4, 2, 1, 2);
        assertThat(channels.values()).containsExactly(0, 1, 0, 1, 12, 2, 12, 2, 32, 2, 32, 2, 52, 2, 52, 2);
    }

    @Test
    void refusesWhatTheModelCannotUse() {
        assertThatThrownBy(() -> begin(PictureUse.NONE, null, Strength.FULL))
                .hasMessage("this model takes no pictures");
        assertThatThrownBy(() -> begin(PictureUse.MASKED_CHANNELS, null, Strength.FULL))
                .hasMessage("this model paints into pictures; give a mask with the picture");
    }

    private static Beginning begin(PictureUse use, @Nullable Mask mask, Strength strength) {
        return begin(use, SHAPE, mask, strength);
    }

    private static Beginning begin(PictureUse use, LatentShape shape, @Nullable Mask mask, Strength strength) {
        int[] drawn = {0};
        Noise counting = count -> {
            float[] draw = new float[count];
            Arrays.fill(draw, ++drawn[0]);
            return draw;
        };
        return PictureSource.of(new Plain(use), shape, PICTURE, mask).begin(counting, strength);
    }

    private static Float[] draws(Beginning beginning, int count) {
        Float[] draws = new Float[count];
        Arrays.setAll(draws, i -> beginning.noise().draw(SHAPE.size())[0]);
        return draws;
    }

    /** A model whose latents are the pictures, each value with a deviation of 1. */
    private record Plain(PictureUse use) implements Model {
        @Override
        public ModelTraits traits() {
            return new ModelTraits(
                    new FlowProcess(1, false),
                    new Prediction.Flow(),
                    new PictureSizes(2, 1, 1, 8),
                    SamplerChoice.of("euler"),
                    SamplerChoice.of("flow"),
                    1,
                    1,
                    List.of(),
                    use,
                    List.of());
        }

        @Override
        public LatentShape latentShape(int width, int height) {
            return SHAPE;
        }

        @Override
        public Encoding encode(Prompt prompt) {
            return new Encoding(Conditioning.NONE, 0);
        }

        @Override
        public Posterior posterior(Signal picture) {
            float[] ones = new float[picture.values().length];
            Arrays.fill(ones, 1);
            return new Posterior(picture.values(), ones);
        }

        @Override
        public Raster decode(LatentShape shape, float[] latent) {
            throw new UnsupportedOperationException("nothing is drawn here");
        }

        @Override
        public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
            throw new UnsupportedOperationException("nothing is drawn here");
        }

        @Override
        public void close() {}
    }
}
