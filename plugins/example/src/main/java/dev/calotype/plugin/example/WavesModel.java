package dev.calotype.plugin.example;

import dev.calotype.spi.Bundle;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Product;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import java.util.List;
import java.util.Objects;

/**
 * A model of waves whose network is exact: it answers with the mean of all waves that a prompt allows, each as likely as the
 * noisy one makes it, under the envelopes that conditioning modules give. A latent is [waves, samples]. Holds no native memory.
 */
record WavesModel(WaveSettings settings) implements Model {
    @Override
    public ModelTraits traits() {
        return settings.traits();
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        return LatentShape.of(height, width);
    }

    @Override
    public Encoding encode(Prompt prompt) {
        Signal asked = WavePrompt.read(prompt.plain(), settings.cycles()).signal();
        return new Encoding(new Conditioning(null, asked), 0);
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return rows.stream().map(row -> answer(shape, row)).toList();
    }

    /** What the network predicts is the denoised latent itself; its rows are the waves. */
    private float[] answer(LatentShape shape, Row row) {
        int samples = shape.axes().getLast();
        Signal asked = Objects.requireNonNull(row.conditioning().pooled(), "a row without a prompt");
        double[] gains = Envelope.gains(row.conditioning(), samples);
        var waves = new Waves(WavePrompt.of(asked), gains, settings.deviation());
        float[] answer = new float[shape.size()];
        for (int begin = 0; begin < answer.length; begin += samples) {
            waves.denoise(row.x(), begin, new Straight().atTime(row.time()), answer);
        }
        return answer;
    }

    @Override
    public Product decode(LatentShape shape, float[] latent) {
        return Bundle.of(WaveChart.draw(shape, latent), WaveTable.write(shape, latent));
    }

    @Override
    public void close() {}
}
