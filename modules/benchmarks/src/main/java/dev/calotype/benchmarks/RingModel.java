package dev.calotype.benchmarks;

import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Document;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Product;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Points of eight Gaussians on a ring, whose exact posterior mean is the network. A latent is 3×64×64: 4096 points in
 * homogeneous coordinates. The third is 1 in every answer, so that a result's shows by what its plan multiplied the last one:
 * the mark of {@link MarkedSampler}. For the device's thread; holds no native memory.
 */
final class RingModel implements Model {
    static final ModelTraits TRAITS = new ModelTraits(
            new FlowProcess(1, false),
            new Prediction.Sample(),
            new PictureSizes(8, 8, 8, 8),
            SamplerChoice.of("euler"),
            SamplerChoice.of("flow"),
            1,
            40);

    private static final int POINTS = 64 * 64;
    private static final int MODES = 8;
    private static final double DEVIATION = 0.1;
    private static final double[] X = IntStream.range(0, MODES)
            .mapToDouble(k -> Math.cos(k * 2 * Math.PI / MODES))
            .toArray();
    private static final double[] Y = IntStream.range(0, MODES)
            .mapToDouble(k -> Math.sin(k * 2 * Math.PI / MODES))
            .toArray();

    private final StepTimes times;
    private final double[] distances = new double[MODES];

    RingModel(StepTimes times) {
        this.times = times;
    }

    @Override
    public ModelTraits traits() {
        return TRAITS;
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        return LatentShape.of(3, 64, 64);
    }

    @Override
    public Encoding encode(Prompt prompt) {
        return new Encoding(Conditioning.NONE, 0);
    }

    @Override
    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
        times.mark();
        return rows.stream().map(this::denoised).toList();
    }

    private float[] denoised(Row row) {
        double alpha = 1 - row.time();
        double variance = alpha * alpha * DEVIATION * DEVIATION + row.time() * row.time();
        double pull = alpha * DEVIATION * DEVIATION / variance;
        float[] mean = new float[3 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            double x = row.x()[i];
            double y = row.x()[POINTS + i];
            double nearest = distances(x, y, alpha);
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            for (int k = 0; k < MODES; k++) {
                double weight = Math.exp((nearest - distances[k]) / (2 * variance));
                sum += weight;
                sumX += weight * (X[k] + pull * (x - alpha * X[k]));
                sumY += weight * (Y[k] + pull * (y - alpha * Y[k]));
            }
            mean[i] = (float) (sumX / sum);
            mean[POINTS + i] = (float) (sumY / sum);
            mean[2 * POINTS + i] = 1;
        }
        return mean;
    }

    /** Squared distances to all modes, shrunk; gives the least. */
    private double distances(double x, double y, double alpha) {
        double least = Double.MAX_VALUE;
        for (int k = 0; k < MODES; k++) {
            double dx = x - alpha * X[k];
            double dy = y - alpha * Y[k];
            distances[k] = dx * dx + dy * dy;
            least = Math.min(least, distances[k]);
        }
        return least;
    }

    /** The mark, and the root mean square of the points' distances to their nearest modes. */
    @Override
    public Product decode(LatentShape shape, float[] latent) {
        double squares = 0;
        for (int i = 0; i < POINTS; i++) {
            double mark = latent[2 * POINTS + i];
            squares += distances(latent[i] / mark, latent[POINTS + i] / mark, 1);
        }
        String text = String.format(Locale.ROOT, "%.3f %.4f", latent[2 * POINTS], Math.sqrt(squares / POINTS));
        return new Document("text/plain", text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {}
}
