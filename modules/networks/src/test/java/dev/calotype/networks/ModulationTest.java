package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.tensor.Weights;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FiLM and what joins the time, against a U-Net that is worked out by hand, and in company. */
class ModulationTest {
    private static final ModulationInsert FILM = new ModulationInsert(
            List.of(
                    film(BlockPlace.down(0, 0), new float[] {0.5f, -2}, new float[] {1, 0.25f}),
                    film(BlockPlace.up(0, 0), new float[] {-0.5f, 1}, new float[] {0, -1}),
                    film(BlockPlace.up(0, 1), new float[] {3, 0}, new float[] {-0.75f, 2})),
            null);
    private static final ModulationInsert TIME =
            new ModulationInsert(List.of(), signal(0.5f, -1, 2, 0.25f, 0, 0, 0, 0));

    private final Scope scope = Scope.open(new DeviceSpec(DeviceSpec.Kind.CPU, 0));
    private final UNet2DCondition unet = new UNet2DCondition(UNetConfig.read(json()), new ByHand());

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void featuresAreScaledAndShiftedAfterEachLayerAsByHand() {
        agree(List.of(Insertion.of(FILM, 1)), new HandNet(FILM, 1, new double[4]));
        agree(List.of(Insertion.of(FILM, 0.25)), new HandNet(FILM, 0.25, new double[4]));
    }

    @Test
    void whatJoinsTheTimeScalesAndShiftsTheNormsOfItsBlocksAsByHand() {
        double[] read = new double[4];
        for (int i = 0; i < read.length; i++) {
            read[i] = HandNet.silu(TIME.time().values()[i]);
        }
        agree(List.of(Insertion.of(TIME, 1)), new HandNet(null, 0, read));
    }

    @Test
    void zerosAndStrengthZeroChangeNothingToTheBit() {
        float[] bare = answer(List.of(List.of()));
        var zeros = new ModulationInsert(
                List.of(film(BlockPlace.down(0, 0), new float[2], new float[2])), signal(new float[8]));
        assertThat(answer(List.of(List.of(Insertion.of(zeros, 1))))).containsExactly(bare);
        assertThat(answer(List.of(List.of(Insertion.of(FILM, 0), Insertion.of(TIME, 0)))))
                .containsExactly(bare);
    }

    @Test
    void rowsOfOtherNumbersAndOfNoneShareACallAndAnswerAsAlone() {
        List<List<Insertion>> mixes = List.of(
                List.of(Insertion.of(FILM, 1)),
                List.of(),
                List.of(Insertion.of(TIME, 0.5), Insertion.of(FILM, -0.5)),
                List.of(Insertion.of(TIME, 1)));
        float[] together = answer(mixes);
        int each = together.length / mixes.size();
        for (int row = 0; row < mixes.size(); row++) {
            float[] alone = answer(List.of(mixes.get(row)));
            for (int i = 0; i < each; i++) {
                assertThat(together[row * each + i]).isCloseTo(alone[i], within(1e-6f));
            }
        }
    }

    @Test
    void severalOfOneRowWorkOneAfterAnother() {
        BlockPlace place = BlockPlace.up(0, 1);
        var first = new ModulationInsert(List.of(film(place, new float[] {1, 0}, new float[] {2, 3})), null);
        var second = new ModulationInsert(List.of(film(place, new float[] {-0.5f, 4}, new float[] {1, 0})), null);
        var both = new ModulationInsert(List.of(film(place, new float[] {0, 4}, new float[] {2, 15})), null);
        assertThat(answer(List.of(List.of(Insertion.of(first, 1), Insertion.of(second, 1)))))
                .containsExactly(answer(List.of(List.of(Insertion.of(both, 1)))));
    }

    @Test
    void numbersForAnotherNetworkAreRefusedWithBothSizes() {
        var wide = new ModulationInsert(List.of(film(BlockPlace.down(0, 0), new float[3], new float[3])), null);
        assertThatThrownBy(() -> answer(List.of(List.of(Insertion.of(wide, 1)))))
                .hasMessageContaining("a modulation of 3 channels was given to features after BlockPlace")
                .hasMessageContaining(", of 2; it was made for another network");
        var late = new ModulationInsert(List.of(), signal(1, 2, 3));
        assertThatThrownBy(() -> answer(List.of(List.of(Insertion.of(late, 1)))))
                .hasMessageContaining("of 3 channels was given to the embedding of the time, of 8");
        assertThatThrownBy(() -> film(BlockPlace.middle(0), new float[2], new float[3]))
                .hasMessageContaining("scales by [2] and shifts by [3]");
    }

    private void agree(List<Insertion> carried, HandNet hand) {
        float[] answer = answer(List.of(carried));
        double[][] expected = hand.answer(pixels());
        for (int i = 0; i < answer.length; i++) {
            assertThat((double) answer[i]).isCloseTo(expected[i / 4][i % 4], within(2e-6));
        }
    }

    private float[] answer(List<List<Insertion>> rows) {
        Tensor one = Tensor.of(new float[] {0.5f, -1, 2, 0.25f, 1.5f, -0.75f, 0, 3}, 1, 2, 2, 2);
        Tensor sample = one.expand(rows.size(), 2, 2, 2).contiguous();
        return unet.apply(
                        sample,
                        new double[rows.size()],
                        UNetConditions.of(null, null).withInserts(rows))
                .toFloats();
    }

    private static double[][] pixels() {
        return new double[][] {{0.5, -1, 2, 0.25}, {1.5, -0.75, 0, 3}};
    }

    private static Modulation film(BlockPlace place, float[] scale, float[] shift) {
        return new Modulation(place, signal(scale), signal(shift));
    }

    private static Signal signal(float... values) {
        return new Signal(values, List.of(values.length));
    }

    private static ConfigReader json() {
        try {
            return ConfigReader.of("config.json", new ObjectMapper().readTree("""
                    {"block_out_channels": [2], "down_block_types": ["DownBlock2D"], "up_block_types": ["UpBlock2D"],
                     "mid_block_type": null, "layers_per_block": 1, "norm_num_groups": 1, "in_channels": 2,
                     "out_channels": 2, "resnet_time_scale_shift": "scale_shift", "attention_head_dim": 1}"""));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Weights by name: norms as they are; convolutions that look at one pixel and add channels of one parity, times a factor;
     * a time of zero whose first four numbers every block reads.
     */
    private record ByHand() implements Weights {
        @Override
        public Tensor take(String name, long... shape) {
            if (name.contains("norm")) {
                return name.endsWith("weight") ? Tensor.ones(shape) : Tensor.zeros(shape);
            }
            boolean reads = name.endsWith("time_emb_proj.weight");
            if (name.endsWith("bias") || (shape.length == 2 && !reads)) {
                return Tensor.zeros(shape);
            }
            double factor = reads || !name.contains("conv") ? 1 : HandNet.factor(name);
            return spread(factor, reads ? 8 : 2, shape);
        }

        private static Tensor spread(double factor, int period, long... shape) {
            int out = (int) shape[0];
            int in = (int) shape[1];
            int kernel = shape.length == 2 ? 1 : (int) (shape[2] * shape[3]);
            float[] values = new float[out * in * kernel];
            for (int o = 0; o < out; o++) {
                for (int i = o % period; i < in; i += period) {
                    values[(o * in + i) * kernel + kernel / 2] = (float) factor;
                }
            }
            return Tensor.of(values, shape);
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    }

    /** The same U-Net in double precision, pixel by pixel. */
    private record HandNet(@Nullable ModulationInsert film, double strength, double[] told) {
        private static final double EPSILON = 1e-5;

        static double factor(String name) {
            return name.contains("conv_in") ? 0.5 : name.contains("conv1") ? 0.75 : name.contains("conv2") ? 0.25 : 1;
        }

        double[][] answer(double[][] x) {
            double[][] first = spread(x, 0.5);
            double[][] down = film(BlockPlace.down(0, 0), residual(first));
            double[][] up = film(BlockPlace.up(0, 0), residual(joined(down, down)));
            double[][] last = film(BlockPlace.up(0, 1), residual(joined(up, first)));
            return spread(activated(normed(last)), 1);
        }

        private double[][] residual(double[][] x) {
            double[][] h = normed(spread(activated(normed(x)), 0.75));
            double[][] beside = spread(x, 1);
            for (int c = 0; c < h.length; c++) {
                for (int i = 0; i < h[c].length; i++) {
                    h[c][i] = beside[c][i] + 0.25 * silu(h[c][i] * (1 + told[c]) + told[2 + c]);
                }
            }
            return h;
        }

        private double[][] film(BlockPlace place, double[][] x) {
            if (film != null) {
                Modulation own = film.places().stream()
                        .filter(one -> one.place().equals(place))
                        .findFirst()
                        .orElseThrow();
                for (int c = 0; c < x.length; c++) {
                    for (int i = 0; i < x[c].length; i++) {
                        double changed = (1 + own.scale().values()[c]) * x[c][i]
                                + own.shift().values()[c];
                        x[c][i] += strength * (changed - x[c][i]);
                    }
                }
            }
            return x;
        }

        private static double[][] joined(double[][] one, double[][] other) {
            return new double[][] {one[0], one[1], other[0], other[1]};
        }

        private static double[][] spread(double[][] x, double factor) {
            double[][] sums = new double[2][x[0].length];
            for (int c = 0; c < x.length; c++) {
                for (int i = 0; i < x[c].length; i++) {
                    sums[c % 2][i] += factor * x[c][i];
                }
            }
            return sums;
        }

        private static double[][] normed(double[][] x) {
            double count = x.length * (double) x[0].length;
            double mean = 0;
            double square = 0;
            for (double[] channel : x) {
                for (double value : channel) {
                    mean += value / count;
                    square += value * value / count;
                }
            }
            double[][] normal = new double[x.length][x[0].length];
            for (int c = 0; c < x.length; c++) {
                for (int i = 0; i < x[c].length; i++) {
                    normal[c][i] = (x[c][i] - mean) / Math.sqrt(square - mean * mean + EPSILON);
                }
            }
            return normal;
        }

        private static double[][] activated(double[][] x) {
            for (double[] channel : x) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] = silu(channel[i]);
                }
            }
            return x;
        }

        static double silu(double x) {
            return x / (1 + Math.exp(-x));
        }
    }
}
