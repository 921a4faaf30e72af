package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plan as bytes. */
final class PlanCodeTest {
    private static final Trajectory PLAN = new Trajectory(List.of(
            Step.start(new Level(0, 1, 999)),
            new Step(new Level(0.6, 0.8, 500.25), List.of(Term.latest(0.1, -0.2)), 0.3),
            new Step(new Level(0.7, 0.7, 250), List.of(Term.latest(1, 2)), new Deviation.LearnedRange(-9.5, -0.0)),
            new Step(new Level(0.8, 0.6, 100), List.of(Term.latest(1, 2)), new Deviation.LearnedLog()),
            new Step(new Level(0.9, 0.4, 50), List.of(Term.latest(1, 2)), new Deviation.LearnedVariance()),
            new Step(
                    new Level(1, 0, 0),
                    List.of(new Term(2, Math.nextUp(1.0), Double.MIN_VALUE, -0.0), Term.latest(1, 2)),
                    0)));

    @Test
    void comesBackToTheBit() {
        assertThat(PlanCode.read(PlanCode.write(PLAN))).isEqualTo(PLAN);
        assertThat(PlanCode.digest(PLAN)).hasSize(64).isEqualTo(PlanCode.digest(PlanCode.read(PlanCode.write(PLAN))));
        assertThat(PlanCode.digest(PLAN.startingWith(2))).isNotEqualTo(PlanCode.digest(PLAN));
    }

    @Test
    void keepsItsDigestFromVersionToVersion() {
        assertThat(PlanCode.digest(PLAN)).isEqualTo("fa8302b72c7ddd60694494365dfa0b7edec906c8ad035ca33970823ee6df6cb6");
    }

    @Test
    void refusesAnotherVersion() throws NoSuchAlgorithmException {
        byte[] other = PlanCode.write(PLAN);
        other[3]++;
        byte[] body = Arrays.copyOf(other, other.length - 32);
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(body), 0, other, body.length, 32);
        assertThatThrownBy(() -> PlanCode.read(other)).hasMessage("this plan is of version 3; this engine reads 2");
    }

    @Test
    void refusesEveryDamage() {
        byte[] whole = PlanCode.write(PLAN);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PlanCode.read(cut))
                    .as("cut to " + length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x40;
            assertThatThrownBy(() -> PlanCode.read(flipped))
                    .as("flipped at " + at)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anyPlanComesBackAndNoTwoShareADigest() {
        Set<String> digests = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            Trajectory plan = any(new Random(seed));
            assertThat(PlanCode.read(PlanCode.write(plan))).as("seed " + seed).isEqualTo(plan);
            assertThat(digests.add(PlanCode.digest(plan))).as("seed " + seed).isTrue();
        }
    }

    private static Trajectory any(Random random) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(level(random))));
        for (int i = 1; i <= 1 + random.nextInt(12); i++) {
            List<Term> terms = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                terms.add(new Term(1 + random.nextInt(i), number(random), number(random), number(random)));
            }
            steps.add(new Step(level(random), terms, noise(random)));
        }
        return new Trajectory(steps);
    }

    private static Level level(Random random) {
        return new Level(number(random), number(random), number(random));
    }

    private static Deviation noise(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Deviation.LearnedRange(number(random), number(random));
            case 1 -> new Deviation.LearnedLog();
            case 2 -> new Deviation.LearnedVariance();
            default -> new Deviation.Constant(number(random));
        };
    }

    /** Any bits that are a finite number. */
    private static double number(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : random.nextGaussian();
    }
}
