package dev.calotype.plugin.example;

import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.SamplerChoice;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What a model directory says.
 *
 * @param samples the length of a wave where a job names none
 * @param cycles in the whole length, where a prompt names none
 * @param deviation of the noise on every wave
 */
record WaveSettings(int samples, int cycles, double deviation) {
    static final String FILE = "waves.properties";

    private static final int LONGEST = 4096;
    private static final int STEPS = 20;

    /**
     * Reads a directory.
     *
     * @throws ModelRefused with every fault found
     */
    static WaveSettings read(Path directory) {
        var given = new Properties();
        List<String> faults = new ArrayList<>();
        try (Reader file = Files.newBufferedReader(directory.resolve(FILE))) {
            given.load(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelRefused(
                    directory.getFileName().toString(),
                    List.of(FILE + " cannot be read (" + e + "); it must be properties"));
        }
        var settings = new WaveSettings(
                (int) number(given, "samples", 1, LONGEST, faults),
                (int) number(given, "cycles", 1, 999, faults),
                number(given, "deviation", 1e-3, 10, faults));
        if (!faults.isEmpty()) {
            throw new ModelRefused(directory.getFileName().toString(), faults);
        }
        return settings;
    }

    ModelTraits traits() {
        return new ModelTraits(
                        new Straight(),
                        new Prediction.Sample(),
                        new PictureSizes(samples, 1, 1, LONGEST),
                        SamplerChoice.of("example-stroll"),
                        SamplerChoice.of("example-even"),
                        1,
                        STEPS)
                .withBackbone(Envelope.BACKBONE);
    }

    private static double number(Properties given, String name, double least, double most, List<String> faults) {
        String found = given.getProperty(name, "missing").strip();
        try {
            double value = Double.parseDouble(found);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            found += ", which is no number";
        }
        faults.add(FILE + ": " + name + " is " + found + "; it must be a number from " + least + " to " + most);
        return least;
    }
}
