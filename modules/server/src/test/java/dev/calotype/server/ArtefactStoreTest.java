package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Artefact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artefacts of any kind are kept by their content, and known by what they are. */
final class ArtefactStoreTest {
    private static final byte[] TABLE = "sample,wave 1\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aDocumentIsKeptWithItsMediaType() throws IOException {
        var store = new ArtefactStore(folder);
        Artefact artefact = store.put(3, "text/csv", TABLE);
        assertThat(artefact.index()).isEqualTo(3);
        Path file = store.find(artefact.sha256()).orElseThrow();
        assertThat(Files.readAllBytes(file)).isEqualTo(TABLE);
        assertThat(store.mediaType(file)).isEqualTo("text/csv");
    }

    @Test
    void theSameContentKeepsTheTypeItHadFirst() throws IOException {
        var store = new ArtefactStore(folder);
        Artefact first = store.put(0, "text/csv", TABLE);
        Artefact again = store.put(0, "text/html", TABLE);
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(store.mediaType(store.find(first.sha256()).orElseThrow())).isEqualTo("text/csv");
    }

    @Test
    void onlyADigestFindsAnything() throws IOException {
        var store = new ArtefactStore(folder);
        Artefact artefact = store.put(0, "text/csv", TABLE);
        assertThat(store.find(artefact.sha256() + ".type")).isEmpty();
        assertThat(store.find("../" + artefact.sha256())).isEmpty();
    }
}
