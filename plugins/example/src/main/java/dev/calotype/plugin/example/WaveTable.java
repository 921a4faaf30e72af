package dev.calotype.plugin.example;

import dev.calotype.spi.Document;
import dev.calotype.spi.LatentShape;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes waves as a table: a line a sample, a column a wave. */
final class WaveTable {
    private WaveTable() {}

    static Document write(LatentShape shape, float[] latent) {
        int waves = shape.axes().getFirst();
        int samples = shape.axes().getLast();
        var table = new StringBuilder("sample");
        for (int wave = 1; wave <= waves; wave++) {
            table.append(",wave ").append(wave);
        }
        table.append('\n');
        for (int i = 0; i < samples; i++) {
            table.append(i);
            for (int wave = 0; wave < waves; wave++) {
                table.append(String.format(Locale.ROOT, ",%.5f", latent[wave * samples + i]));
            }
            table.append('\n');
        }
        return new Document("text/csv", table.toString().getBytes(StandardCharsets.UTF_8));
    }
}
