package dev.calotype.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's port over restarts. */
final class FreePortTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("port");
    }

    @Test
    void staysTheSameWhileItIsFree() throws IOException {
        int first = FreePort.remembered(file);
        assertThat(FreePort.remembered(file)).isEqualTo(first);
    }

    @Test
    void changesWhenSomebodyElseHasIt() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, taken.getLocalPort() + "\n");
            int other = FreePort.remembered(file);
            assertThat(other).isNotEqualTo(taken.getLocalPort());
            assertThat(FreePort.remembered(file)).isEqualTo(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0", "99999", "123456", "3909x"})
    void isChosenAnewWhenTheFileHoldsNone(String written) throws IOException {
        Files.writeString(file, written);
        assertThat(FreePort.remembered(file)).isBetween(1, 65_535);
    }
}
