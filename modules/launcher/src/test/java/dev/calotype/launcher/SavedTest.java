package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results are saved under the end of a name that their kind usually has. */
final class SavedTest {
    @ParameterizedTest
    @CsvSource({
        "image/png, png",
        "image/jpeg, jpg",
        "image/svg+xml, svg",
        "text/plain, txt",
        "text/csv, csv",
        "audio/x-wav, wav",
        "application/octet-stream, bin"
    })
    void aMediaTypeHasItsUsualEnd(String mediaType, String end) {
        assertThat(Saved.extension(mediaType)).isEqualTo(end);
    }
}
