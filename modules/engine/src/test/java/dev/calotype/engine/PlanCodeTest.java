package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Level;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan as bytes. */
final class PlanCodeTest {
    private static final Trajectory PLAN = new Trajectory(List.of(
            Step.start(new Level(0, 1, 999)),
            new Step(new Level(0.6, 0.8, 500.25), List.of(Term.latest(0.1, -0.2)), 0.3),
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
        assertThat(PlanCode.digest(PLAN)).isEqualTo("8567bf663c50dfee6eba2ddea80a0342e931ad01b45253ec8d0c1e4bcd5c0bb1");
    }

    @Test
    void refusesAnotherVersion() throws NoSuchAlgorithmException {
        byte[] other = PlanCode.write(PLAN);
        other[3]++;
        byte[] body = Arrays.copyOf(other, other.length - 32);
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(body), 0, other, body.length, 32);
        assertThatThrownBy(() -> PlanCode.read(other)).hasMessage("this plan is of another version");
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
}
