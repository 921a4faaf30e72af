package dev.calotype.plugin.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Bundle;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Document;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves are drawn from noise as the prompt asks, and become a drawing and a table. */
final class WavesTest {
    private static final int SAMPLES = 120;

    private final WavesModel model = new WavesModel(new WaveSettings(SAMPLES, 2, 0.02));

    @Test
    void aSquareWaveOfThreeCyclesHasTwoValuesAndChangesSixTimes() {
        float[] wave = drawn("a square wave of 3 cycles", 1);
        int near = 0;
        int changes = 0;
        for (int i = 0; i < SAMPLES; i++) {
            near += Math.abs(Math.abs(wave[i]) - 1) < 0.1 ? 1 : 0;
            changes += wave[i] * wave[(i + 1) % SAMPLES] < 0 ? 1 : 0;
        }
        assertThat(near).isGreaterThan(SAMPLES - 4);
        assertThat(changes).isEqualTo(6);
    }

    @Test
    void anotherSeedGivesAnotherPhase() {
        assertThat(drawn("sine", 1)).isNotEqualTo(drawn("sine", 2));
        assertThat(drawn("sine", 1)).isEqualTo(drawn("sine", 1));
    }

    @Test
    void aFinishedLatentBecomesADrawingAndATable() {
        LatentShape shape = model.latentShape(SAMPLES, 2);
        var bundle = (Bundle) model.decode(shape, new float[shape.size()]);
        var drawing = (Raster) bundle.products().get(0);
        assertThat(drawing.width()).isEqualTo(2 * SAMPLES);
        var table = (Document) bundle.products().get(1);
        assertThat(table.mediaType()).isEqualTo("text/csv");
        assertThat(new String(table.content(), StandardCharsets.UTF_8).lines())
                .hasSize(SAMPLES + 1)
                .startsWith("sample,wave 1,wave 2", "0,0.00000,0.00000");
    }

    @Test
    void anEnvelopeMakesThemAsLoudAsItSaysInTheMeasureOfItsStrength() {
        var falling = new Envelope(List.of(1.0, 0.0));
        float[] whole = drawn("a square wave of 3 cycles", 1, Insertion.of(falling, 1));
        float[] half = drawn("a square wave of 3 cycles", 1, Insertion.of(falling, 0.5));
        int near = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double share = (i + 0.5) / SAMPLES;
            near += Math.abs(Math.abs(whole[i]) - (1 - share)) < 0.1 ? 1 : 0;
            near += Math.abs(Math.abs(half[i]) - (1 - share / 2)) < 0.1 ? 1 : 0;
        }
        assertThat(near).isGreaterThan(2 * (SAMPLES - 4));
        assertThat(drawn("saw", 1, Insertion.of(falling, 0))).isEqualTo(drawn("saw", 1));
    }

    @Test
    void anEnvelopeIsReadFromItsDirectoryOrRefusedWithEveryFault(@TempDir Path directory) throws IOException {
        Path file = directory.resolve(EnvelopeFile.FILE);
        Files.writeString(file, "points = 0, 1,0.5");
        assertThat(EnvelopeFile.read(directory).at(0.25)).isEqualTo(0.5);
        assertThat(EnvelopeFile.read(directory).at(1)).isEqualTo(0.5);
        Files.writeString(file, "points = loud, 9");
        assertThatThrownBy(() -> EnvelopeFile.read(directory))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("'loud' in points is no number")
                .hasMessageContaining("each must be from 0 to 4");
        Files.writeString(file, "points = 1");
        assertThatThrownBy(() -> EnvelopeFile.read(directory)).hasMessageContaining("there must be at least 2");
    }

    private float[] drawn(String prompt, long seed, Insertion... inserts) {
        var engine = new Engine(model, 8);
        List<Level> levels = new EvenTimes().create(new EvenTimes.Options()).levels(30, new Straight());
        Trajectory plan = new Stroll().create(new Stroll.Options(0.5)).plan(levels, new Straight());
        engine.add(new Walk(
                "wave",
                model.latentShape(SAMPLES, 1),
                plan,
                model.traits().prediction(),
                Guidance.ofScale(1),
                model.encode(Prompt.of(prompt)).conditioning().withInserts(List.of(inserts)),
                Conditioning.NONE,
                new TorchNoise(seed),
                null));
        var report = engine.step();
        while (report.finished().isEmpty()) {
            assertThat(report.failed()).isEmpty();
            report = engine.step();
        }
        return report.finished().getFirst().latent();
    }
}
