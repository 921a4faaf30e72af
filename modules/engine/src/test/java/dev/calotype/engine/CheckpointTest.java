package dev.calotype.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.spi.Correction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which checkpoints are refused; that the others go on is {@link MixedCompanyTest}'s. */
final class CheckpointTest {
    private final Engine engine = new Engine(Mixed.NETWORK, 64);

    @Test
    void aWalkThatIsNotUnderWayHasNone() {
        assertThatThrownBy(() -> engine.checkpoint("a")).hasMessage("no walk 'a' is under way");
    }

    @Test
    void everyCutAndEveryFlippedByteIsRefused() {
        byte[] whole = taken();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> resume(cut, 6))
                    .as("cut to " + length)
                    .hasMessage("these " + length + " bytes are no whole checkpoint");
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            assertThatThrownBy(() -> resume(flipped, 6)).as("flipped at " + at).hasMessageContaining("no whole");
        }
        assertThat(engine.size()).isZero();
        resume(whole, 6);
        assertThat(engine.size()).isOne();
    }

    @Test
    void anotherPlanIsRefusedByName() {
        byte[] bytes = taken();
        assertThatThrownBy(() -> resume(bytes, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PlanCode.digest(Mixed.plan(6)))
                .hasMessageContaining(PlanCode.digest(Mixed.plan(7)));
    }

    @Test
    void anotherVersionIsRefused() throws NoSuchAlgorithmException {
        byte[] other = taken();
        other[3] = 9;
        byte[] body = Arrays.copyOf(other, other.length - 32);
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(body), 0, other, body.length, 32);
        assertThatThrownBy(() -> resume(other, 6)).hasMessage("this checkpoint is of version 9; this engine reads 1");
    }

    @Test
    void aPlanIsNoCheckpoint() {
        assertThatThrownBy(() -> resume(PlanCode.write(Mixed.plan(6)), 6)).hasMessageContaining("are no checkpoint");
    }

    private static byte[] taken() {
        var first = new Engine(Mixed.NETWORK, 64);
        first.add(walk(6));
        first.step();
        first.step();
        return first.checkpoint("a");
    }

    private void resume(byte[] bytes, int evaluations) {
        engine.resume(walk(evaluations), bytes);
    }

    private static Walk walk(int evaluations) {
        return Mixed.walk(
                "a", evaluations, new Guidance.AdaptiveProjected(4, 0.3, 1, -0.5), List.of(new Correction.Clip(1)), 4);
    }
}
