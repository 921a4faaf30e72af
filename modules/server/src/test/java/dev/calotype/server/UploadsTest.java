package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients sent takes no more than its bound, whatever results take. */
final class UploadsTest {
    private static final String PNG = "image/png";
    private static final int BLOCK = 4096;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void oneMoreThanThereIsRoomForIsRefusedWithBothNumbers() throws IOException {
        var store = new ArtefactStore(folder, 6 * BLOCK);
        store.keep(PNG, content(1, 2 * BLOCK));
        store.keep(PNG, content(2, BLOCK));
        assertThatThrownBy(() -> store.keep(PNG, content(3, 1)))
                .isInstanceOf(UploadsFull.class)
                .hasMessageContaining("takes 8192 bytes of disk")
                .hasMessageContaining("take 20480 of 24576")
                .hasMessageContaining("images.kept");
        assertThat(store.find(ContentFiles.digest(content(3, 1)))).isEmpty();
    }

    @Test
    void whatIsHereTakesNoMoreRoom() throws IOException {
        var store = new ArtefactStore(folder, 2 * BLOCK);
        String first = store.keep(PNG, content(1, 10)).sha256();
        assertThat(store.keep(PNG, content(1, 10)).sha256()).isEqualTo(first);
        String result = store.put(0, PNG, content(2, 10 * BLOCK)).sha256();
        assertThat(store.keep(PNG, content(2, 10 * BLOCK)).sha256()).isEqualTo(result);
        assertThat(store.mediaType(store.find(first).orElseThrow())).isEqualTo(PNG);
    }

    @Test
    void theBoundHoldsAfterARestartAndRoomThatWasMadeIsFound() throws IOException {
        String old =
                new ArtefactStore(folder, 2 * BLOCK).keep(PNG, content(1, 10)).sha256();
        var store = new ArtefactStore(folder, 2 * BLOCK);
        assertThatThrownBy(() -> store.keep(PNG, content(2, 10))).isInstanceOf(UploadsFull.class);
        Path file = store.find(old).orElseThrow();
        assertThat(file).startsWith(folder.resolve("uploads"));
        Files.delete(file);
        Files.delete(file.resolveSibling(old + ".type"));
        store.keep(PNG, content(2, 10));
        assertThat(store.find(old)).isEmpty();
    }

    private static byte[] content(int value, int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) value);
        return content;
    }
}
