package dev.calotype.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeSectionTest {
    @TempDir
    Path directory;

    @Test
    void replacesOnlyWhatStandsBetweenItsOwnMarkers() throws IOException {
        Path file = Files.writeString(
                directory.resolve("README.md"),
                "before\n<!-- measured: a -->\nold\n<!-- end: a -->\nafter\n<!-- measured: b -->\nkept\n<!-- end: b -->\n");
        new ReadmeSection(file, "a").replace("new\n");
        assertThat(file)
                .hasContent(
                        "before\n<!-- measured: a -->\nnew\n<!-- end: a -->\nafter\n<!-- measured: b -->\nkept\n<!-- end: b -->\n");
    }

    @Test
    void saysWhichMarkerIsMissing() throws IOException {
        Path file = Files.writeString(directory.resolve("README.md"), "nothing\n");
        assertThatThrownBy(() -> new ReadmeSection(file, "a").replace("x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- measured: a -->");
        assertThat(file).hasContent("nothing\n");
    }
}
