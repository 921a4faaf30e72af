package dev.calotype.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionWorldTest {
    private static final double NEEDED = 0.995;
    private final MotionWorld world = new MotionWorld(5);

    @Test
    void theCheckerReadsRealDrawingsRight() {
        assertThat(share(200, 0)).isGreaterThanOrEqualTo(NEEDED);
    }

    @Test
    void theCheckerReadsNoisyDrawingsRight() {
        assertThat(share(50, 10)).isGreaterThanOrEqualTo(NEEDED);
    }

    @Test
    void captionsFollowTheGrammarAndAreReadBack() {
        assertThat(description().caption())
                .isEqualTo("a small red ring moving from the top left to the bottom on a navy background");
        for (int i = 0; i < 200; i++) {
            MotionDescription stated = world.example(i).description();
            assertThat(CaptionReader.readMotion(stated.caption())).isEqualTo(stated);
            assertThat(stated.from()).isNotEqualTo(stated.to());
        }
        assertThatThrownBy(() -> CaptionReader.readMotion("a red ring moving from the top"))
                .hasMessageContaining("'to the'");
    }

    @Test
    void exampleIndicesAreExamplesAndLeaveSizeAndGroundOpenNowAndThen() {
        assertThat(world.example(7)).isEqualTo(new MotionWorld(5).example(7)).isNotEqualTo(world.example(8));
        long open = IntStream.range(0, 1000)
                .filter(i -> world.example(i).description().size().isEmpty())
                .count();
        assertThat(open).isBetween(110L, 190L);
    }

    @Test
    void everythingThatMayGoWrongIsSeen() {
        List<Picture> right = scene().drawn();
        MotionDescription said = description();
        assertThat(judged(right, said).right()).isTrue();
        assertThat(judged(right, said).residual()).isLessThan(0.2);
        MotionDescription another = new MotionDescription(
                said.size(), Colour.BLUE, said.shape(), Position.BOTTOM_LEFT, Position.RIGHT, said.background());
        MotionJudgement wrong = judged(right, another);
        assertThat(wrong.framesRight()).isZero();
        assertThat(wrong.starts()).isFalse();
        assertThat(wrong.ends()).isFalse();
        assertThat(wrong.oneColour()).isTrue();
        assertThat(judged(right.reversed(), said).starts()).isFalse();
    }

    @Test
    void aJumpAPauseAndAGrowingObjectAreNoStraightMotionOfOneThing() {
        List<Picture> frames = new ArrayList<>(scene().drawn());
        Collections.swap(frames, 4, 9);
        assertThat(judged(frames, description()).residual()).isGreaterThan(MotionJudgement.STRAIGHT);
        List<Picture> pausing = new ArrayList<>(scene().drawn());
        for (int i = 4; i < 8; i++) {
            pausing.set(i, pausing.get(4));
        }
        assertThat(judged(pausing, description()).residual()).isGreaterThan(MotionJudgement.STRAIGHT);
        List<Picture> growing = new ArrayList<>(scene().drawn());
        PlacedObject last = scene().end();
        growing.set(
                15,
                Drawing.of(new Scene(
                        List.of(new PlacedObject(last.colour(), last.shape(), 6.4, last.x(), last.y())),
                        Background.NAVY)));
        assertThat(judged(growing, description()).oneArea()).isFalse();
        assertThat(judged(growing, description()).framesRight()).isEqualTo(16);
        List<Picture> empty = new ArrayList<>(scene().drawn());
        empty.set(3, Drawing.of(new Scene(List.of(), Background.NAVY)));
        assertThat(judged(empty, description()).framesRight()).isEqualTo(15);
        assertThat(judged(empty, description()).residual()).isInfinite();
    }

    @Test
    void scoresAreCountedSideBySide() {
        MotionScore good = new MotionScore();
        good.add(scene().drawn(), description().caption());
        MotionScore bad = new MotionScore();
        bad.add(scene().drawn().reversed(), description().caption());
        assertThat(good.share(MotionJudgement::right)).isEqualTo(1);
        assertThat(bad.share(MotionJudgement::right)).isZero();
        assertThat(bad.frames()).isEqualTo(1);
        assertThat(MotionScore.table(List.of("good", "bad"), List.of(good, bad)).lines())
                .anyMatch(line -> line.matches("starts right +100.0 % +0.0 %"));
    }

    @Test
    void aFrameIsToldTheCellThatTheObjectIsNearest(@TempDir Path folder) {
        MotionDirectory directory = new MotionDirectory(folder);
        directory.lay();
        assertThat(directory.way().places()).hasSize(Position.values().length);
        for (int i = 0; i < 200; i++) {
            MotionDescription asked = world.example(i).description();
            List<String> told = directory.way().frames(asked.caption(), MovingScene.FRAMES);
            for (int frame = 0; frame < MovingScene.FRAMES; frame++) {
                double share = frame / (MovingScene.FRAMES - 1.0);
                Position nearest = Position.nearest(
                        asked.from().x()
                                + share * (asked.to().x() - asked.from().x()),
                        asked.from().y()
                                + share * (asked.to().y() - asked.from().y()));
                Description said = CaptionReader.read(told.get(frame));
                assertThat(said.objects().getFirst().position()).contains(nearest);
                assertThat(said.background()).isEqualTo(asked.background());
            }
        }
    }

    private static MotionJudgement judged(List<Picture> video, MotionDescription description) {
        return MotionJudgement.of(video, description);
    }

    private static MovingScene scene() {
        return new MovingScene(
                new PlacedObject(Colour.RED, Shape.RING, 5.2, 14.4, 13),
                new PlacedObject(Colour.RED, Shape.RING, 5.2, 32, 50.6),
                Background.NAVY);
    }

    private static MotionDescription description() {
        return new MotionDescription(
                Optional.of(Size.SMALL),
                Colour.RED,
                Shape.RING,
                Position.TOP_LEFT,
                Position.BOTTOM,
                Optional.of(Background.NAVY));
    }

    private double share(int count, double deviation) {
        long right = IntStream.range(0, count)
                .parallel()
                .filter(i -> {
                    MotionWorld.Example example = world.example(i);
                    List<Picture> video = example.scene().drawn().stream()
                            .map(picture -> noisy(picture, deviation, i))
                            .toList();
                    return judged(video, example.description()).right();
                })
                .count();
        return right / (double) count;
    }

    private static Picture noisy(Picture picture, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = picture.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.clamp(values[i] + deviation * random.nextGaussian(), 0, 255);
        }
        return new Picture(values);
    }
}
