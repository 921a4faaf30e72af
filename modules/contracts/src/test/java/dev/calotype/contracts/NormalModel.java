package dev.calotype.contracts;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Correction;
import dev.calotype.spi.Document;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Product;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A model that is right: normal data, whose mean is a prompt's length, denoised exactly. Faults are planted by overriding. */
class NormalModel implements Model {
    static final NoiseProcess PROCESS = new BoundedProcess(ProcessKind.STRAIGHT, 0);

    @Override
    public ModelTraits traits() {
        return traits(PROCESS, 16, List.of());
    }

    static ModelTraits traits(NoiseProcess process, int width, List<Correction> corrections) {
        return new ModelTraits(
                process,
                new Prediction.Sample(),
                new PictureSizes(width, 16, 4, 64),
                SamplerChoice.of("euler"),
                SamplerChoice.of("even"),
                1,
                20,
                corrections,
                PictureUse.NONE,
                List.of());
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        return LatentShape.of(1, height / 4, width / 4);
    }

    @Override
    public Encoding encode(Prompt prompt) {
        var signal = new Signal(new float[] {Math.min(prompt.plain().length(), 50) / 50f}, List.of(1));
        return new Encoding(new Conditioning(null, signal), 0);
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return rows.stream().map(row -> answer(row, row.time())).toList();
    }

    float[] answer(Row row, double time) {
        Level level = traits().process().atTime(time);
        float mean = Objects.requireNonNull(row.conditioning().pooled()).values()[0];
        double share = level.alpha() / (level.sigma() * level.sigma() + level.alpha() * level.alpha());
        float[] answer = new float[row.x().length];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (float) (mean + share * (row.x()[i] - level.alpha() * mean));
        }
        return answer;
    }

    @Override
    public Product decode(LatentShape shape, float[] latent) {
        return new Document("text/plain", Arrays.toString(latent).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
