package dev.calotype.benchmarks;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import java.util.List;

/** A model that does nothing, so that what remains of a job is the farm's own cost. Holds no native memory. */
record NoOpModel() implements Model {
    static final ModelTraits TRAITS = new ModelTraits(
            new FlowProcess(1, false),
            new Prediction.Flow(),
            new PictureSizes(8, 8, 8, 8),
            SamplerChoice.of("euler"),
            SamplerChoice.of("flow"),
            1,
            1);

    @Override
    public ModelTraits traits() {
        return TRAITS;
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        return LatentShape.of(1, 1, 1);
    }

    @Override
    public Encoding encode(Prompt prompt) {
        return new Encoding(Conditioning.NONE, 0);
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        return rows.stream().map(row -> new float[shape.size()]).toList();
    }

    @Override
    public Raster decode(LatentShape shape, float[] latent) {
        return new Raster(8, 8, new byte[3 * 8 * 8]);
    }

    @Override
    public void close() {}
}
