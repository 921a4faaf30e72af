package dev.calotype.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Insert;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Videos longer than motion modules take, in windows that overlap. */
class ContextWindowsTest {
    private static final LatentShape VIDEO = LatentShape.of(2, 10, 1, 2);

    @Test
    void windowsCoverEveryFrameWithTheOverlapAskedFor() {
        for (int frames = 17; frames < 60; frames++) {
            for (double time : new double[] {999, 961, 500.5, 20, 0.3}) {
                List<List<Integer>> windows = new ContextWindows(16, 4, 1, false).at(time, frames);
                assertThat(windows)
                        .allSatisfy(window -> assertThat(window).hasSize(16).isSorted());
                assertThat(windows.getFirst().getFirst()).isZero();
                assertThat(windows.getLast().getLast()).isEqualTo(frames - 1);
                for (int i = 1; i < windows.size(); i++) {
                    Set<Integer> shared = new HashSet<>(windows.get(i));
                    shared.retainAll(windows.get(i - 1));
                    assertThat(shared).hasSizeGreaterThanOrEqualTo(4);
                }
            }
        }
    }

    @Test
    void seamsLieElsewhereAtEachNoiseLevelAndAtTheSameOneInTheSamePlace() {
        var windows = new ContextWindows(16, 4, 1, false);
        Set<List<List<Integer>>> seen = new HashSet<>();
        IntStream.range(0, 20).forEach(i -> seen.add(windows.at(999 - 50 * i, 48)));
        assertThat(seen).hasSizeGreaterThan(6);
        assertThat(windows.at(499, 48)).isEqualTo(windows.at(499, 48));
    }

    @Test
    void loopsJoinTheEndToTheBeginningAndStridesSkipFrames() {
        List<List<Integer>> loop = new ContextWindows(8, 2, 1, true).at(700, 20);
        assertThat(loop).anySatisfy(window -> assertThat(window).containsSubsequence(19, 0));
        assertThat(loop.stream().flatMap(List::stream).distinct()).hasSize(20);
        List<List<Integer>> strides = new ContextWindows(8, 2, 2, false).at(700, 20);
        assertThat(strides)
                .anySatisfy(window -> assertThat(window.get(1) - window.get(0)).isEqualTo(2));
        assertThat(strides)
                .anySatisfy(window -> assertThat(window.get(1) - window.get(0)).isEqualTo(1));
    }

    @Test
    void aVideoThatFitsIsOneWindowAndWindowsThatAreNoneAreRefused() {
        assertThat(ContextWindows.of(16).at(500, 16))
                .containsExactly(IntStream.range(0, 16).boxed().toList());
        assertThat(ContextWindows.of(16).at(500, 3)).containsExactly(List.of(0, 1, 2));
        assertThatThrownBy(() -> new ContextWindows(4, 4, 1, false)).hasMessageContaining("share 4");
    }

    @Test
    void framesComeBackWhereTheyWereAndToTheBit() {
        float[] video = new float[VIDEO.size()];
        for (int i = 0; i < video.length; i++) {
            video[i] = (float) Math.sin(i);
        }
        Row row = new Row(video, 300, Conditioning.NONE);
        FrameFolding folding = FrameFolding.of(VIDEO, List.of(row, row));
        FrameFolding.Call whole = whole(folding);
        assertThat(whole.rows()).hasSize(20);
        assertThat(whole.rows().get(3).x()).containsExactly(video[6], video[7], video[26], video[27]);
        assertThat(whole.runs()).isEmpty();
        List<float[]> back = folding.unfold(whole.rows().stream().map(Row::x).toList());
        assertThat(back).hasSize(2);
        assertThat(back.get(1)).containsExactly(video);
    }

    @Test
    void windowsThatAgreeChangeNothingAndThoseThatDoNotAreBlendedInTheirOverlap() {
        var moving = moving(new NoModules(6, new ContextWindows(6, 2, 1, false)));
        float[] video = new float[VIDEO.size()];
        for (int i = 0; i < video.length; i++) {
            video[i] = i;
        }
        FrameFolding folding = FrameFolding.of(VIDEO, List.of(new Row(video, 0, moving)));
        FrameFolding.Call whole = whole(folding);
        assertThat(whole.runs()).hasSize(1);
        assertThat(whole.runs().getFirst().frames()).isEqualTo(6);
        assertThat(folding.unfold(whole.rows().stream().map(Row::x).toList()).getFirst())
                .containsExactly(video);
        List<float[]> answers = new ArrayList<>();
        for (int i = 0; i < whole.rows().size(); i++) {
            int window = i / 6;
            answers.add(new float[] {window, window, window, window});
        }
        float[] blended = folding.unfold(answers).getFirst();
        float[] firstPixels = new float[10];
        for (int frame = 0; frame < 10; frame++) {
            firstPixels[frame] = blended[2 * frame];
        }
        assertThat(firstPixels[0]).isZero();
        assertThat(firstPixels[9]).isEqualTo(answers.getLast()[0]);
        for (int frame = 1; frame < 10; frame++) {
            assertThat(firstPixels[frame]).isGreaterThanOrEqualTo(firstPixels[frame - 1]);
        }
        assertThat(IntStream.range(0, 10).filter(i -> firstPixels[i] % 1 != 0).count())
                .isPositive();
    }

    @Test
    void videosOfTheSameModulesAreOneRun() {
        Row row = new Row(new float[VIDEO.size()], 300, moving(new NoModules(16, ContextWindows.of(16))));
        Row still = new Row(new float[VIDEO.size()], 300, Conditioning.NONE);
        FrameFolding folding = FrameFolding.of(VIDEO, List.of(row, row, still, row));
        List<BlockRun> runs = whole(folding).runs();
        assertThat(runs).hasSize(2);
        assertThat(runs.getFirst().strengths()).containsExactly(1.0, 1.0);
        assertThat(runs.getLast().first()).isEqualTo(30);
    }

    @Test
    void aCallHasNoMoreRowsThanItMayAndEachWindowIsInOne() {
        Row long10 =
                new Row(new float[VIDEO.size()], 300, moving(new NoModules(6, new ContextWindows(6, 2, 1, false))));
        FrameFolding folding = FrameFolding.of(VIDEO, List.of(long10, long10));
        int rows = whole(folding).rows().size();
        List<FrameFolding.Call> calls = folding.calls(12);
        assertThat(calls).hasSizeGreaterThan(1).allSatisfy(call -> {
            assertThat(call.rows()).hasSizeLessThanOrEqualTo(12);
            assertThat(call.runs()).hasSize(1);
            assertThat(call.runs().getFirst().first()).isZero();
            assertThat(6 * call.runs().getFirst().strengths().size())
                    .isEqualTo(call.rows().size());
        });
        assertThat(calls.stream().mapToInt(call -> call.rows().size()).sum()).isEqualTo(rows);
        assertThat(folding.calls(1)).hasSize(rows / 6);
    }

    private static FrameFolding.Call whole(FrameFolding folding) {
        return folding.calls(Integer.MAX_VALUE).getFirst();
    }

    @Test
    void aFrameIsToldWhatIsItsOwnAndWhatIsEverybodys() {
        var tokens = new Signal(counted(10 * 3 * 2), List.of(10, 3, 2));
        var pooled = new Signal(counted(4), List.of(4));
        var channels = new Signal(counted(10 * 2), List.of(1, 10, 1, 2));
        Insertion hint = Insertion.of(new Insert() {}, 1);
        Conditioning told = moving(new NoModules(16, ContextWindows.of(16)))
                .joined(new Conditioning(tokens, pooled, null, channels, List.of(), List.of(hint)));
        FrameFolding folding = FrameFolding.of(VIDEO, List.of(new Row(new float[VIDEO.size()], 300, told)));
        Conditioning fifth = whole(folding).rows().get(4).conditioning();
        assertThat(fifth.tokens()).isNotNull().satisfies(own -> {
            assertThat(own.shape()).containsExactly(3, 2);
            assertThat(own.values()).containsExactly(24, 25, 26, 27, 28, 29);
        });
        assertThat(fifth.pooled()).isSameAs(pooled);
        assertThat(fifth.channels()).isNotNull().satisfies(own -> {
            assertThat(own.shape()).containsExactly(1, 1, 2);
            assertThat(own.values()).containsExactly(8, 9);
        });
        assertThat(fifth.inserts()).containsExactly(hint);
    }

    @Test
    void signalsOfAnotherLengthAndSeveralSetsOfModulesAreRefused() {
        Conditioning short9 = Conditioning.ofTokens(new Signal(new float[54], List.of(9, 3, 2)));
        assertThatThrownBy(() -> FrameFolding.of(VIDEO, List.of(new Row(new float[VIDEO.size()], 1, short9))))
                .hasMessageContaining("a video of 10 frames has a signal of shape [9, 3, 2]");
        Conditioning one = moving(new NoModules(16, ContextWindows.of(16)));
        assertThatThrownBy(() -> FrameFolding.of(VIDEO, List.of(new Row(new float[VIDEO.size()], 1, one.joined(one)))))
                .hasMessageContaining("2 sets of motion modules");
    }

    private static Conditioning moving(NoModules modules) {
        return Conditioning.ofInserts(Insertion.of(modules, 1));
    }

    private static float[] counted(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    /** Modules of which only the length is asked. */
    private record NoModules(int mostFrames, ContextWindows windows) implements BlockInsert {
        @Override
        public @Nullable Tensor residual(BlockPlace place, BlockFeatures features) {
            return null;
        }
    }
}
