package dev.calotype.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of added models, and what became of their files. */
final class ModelRecordsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path model;

    @SuppressWarnings("NullAway.Init")
    private ModelRecords records;

    @BeforeEach
    void putAModel() throws IOException {
        model = Files.createDirectories(folder.resolve("elsewhere/horse"));
        Files.createDirectories(model.resolve("unet"));
        Files.createDirectories(model.resolve(".cache"));
        Files.writeString(model.resolve("model_index.json"), "{}");
        Files.writeString(model.resolve("unet/w.safetensors"), "abc");
        Files.writeString(model.resolve("unet/w.ckpt"), "not read by anybody");
        Files.writeString(model.resolve(".cache/x.json"), "hidden");
        records = new ModelRecords(folder.resolve("records"));
    }

    @Test
    void aRecordIsReadAsItWasWritten() throws IOException {
        ModelRecord written = record("horse");
        records.write(written);
        assertThat(records.names()).containsExactly("horse");
        assertThat(records.find("horse")).contains(written);
        assertThat(written.bytes()).isEqualTo(5);
        records.remove("horse");
        assertThat(records.names()).isEmpty();
        assertThat(records.find("../records/horse")).isEmpty();
    }

    @Test
    void whatNobodyReadsIsNotDigested() throws IOException {
        assertThat(record("horse").files())
                .extracting(RecordedFile::path)
                .containsExactly("model_index.json", "unet/w.safetensors");
        assertThat(record("horse").files().getLast().sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void everyFileThatChangedIsToldAtOnce() throws IOException {
        ModelRecord record = record("horse");
        assertThat(ModelFiles.verify(record, read -> {})).isEmpty();
        Files.writeString(model.resolve("unet/w.safetensors"), "abd");
        Files.delete(model.resolve("model_index.json"));
        assertThat(ModelFiles.verify(record, read -> {}))
                .containsExactly(
                        "model_index.json: the file is missing",
                        "unet/w.safetensors: was changed since the model was added; its SHA-256 is no longer"
                                + " ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        Files.writeString(model.resolve("unet/w.safetensors"), "a");
        assertThat(ModelFiles.verify(record, read -> {})).anyMatch(fault -> fault.contains("has 1 bytes; it had 3"));
    }

    @Test
    void aDamagedRecordIsNamedWithWhatToDo() throws IOException {
        Files.createDirectories(folder.resolve("records"));
        Files.writeString(folder.resolve("records/horse.json"), "{\"owned\": 3}");
        assertThatThrownBy(() -> records.find("horse"))
                .hasMessageContaining("horse.json is damaged")
                .hasMessageContaining("add the model again");
    }

    @Test
    void anAddedModelIsOnTheShelfAtOnce() throws IOException {
        var shelf = new ModelShelf(List.of(), List.of(records), List.of());
        assertThat(shelf.directory("horse")).isEmpty();
        records.write(record("horse"));
        assertThat(shelf.names()).containsExactly("horse");
        assertThat(shelf.directory("horse")).contains(model);
    }

    private ModelRecord record(String name) throws IOException {
        List<RecordedFile> files = new ModelFiles(model).digest(List.of(), read -> {});
        return new ModelRecord(name, model, false, "stable-diffusion", Instant.parse("2026-11-21T10:00:00Z"), files);
    }
}
