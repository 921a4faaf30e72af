package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.registry.PluginVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a job stands, as bytes and back. */
final class JobCheckpointTest {
    private static final JobCheckpoint STANDS = new JobCheckpoint(
            "straight in FP32 of 8 bytes",
            List.of(new PluginVersion("a", "1.0", "00ff"), new PluginVersion("b", "2", "")),
            41,
            Map.of("a/0/first", new float[] {1, -0f, Float.MIN_VALUE}),
            Map.of("a/1/first", new byte[] {7, 0, -1}, "a/2/first", new byte[0]));

    @Test
    void itComesBackToTheBit() {
        JobCheckpoint read = JobCheckpoint.read(STANDS.write());
        assertThat(read.model()).isEqualTo(STANDS.model());
        assertThat(read.plugins()).isEqualTo(STANDS.plugins());
        assertThat(read.done()).isEqualTo(41);
        assertThat(read.finished()).containsOnlyKeys("a/0/first");
        assertThat(read.finished().get("a/0/first")).containsExactly(1, -0f, Float.MIN_VALUE);
        assertThat(read.walking()).containsOnlyKeys("a/1/first", "a/2/first");
        assertThat(read.walking().get("a/1/first")).containsExactly(7, 0, -1);
    }

    @Test
    void everyCutIsRefused() {
        byte[] whole = STANDS.write();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JobCheckpoint.read(cut))
                    .as("cut to " + length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is cut off");
        }
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] other = STANDS.write();
        other[3]++;
        assertThatThrownBy(() -> JobCheckpoint.read(other)).hasMessageContaining("another version of the farm");
    }
}
