package dev.calotype.plugin.example;

import dev.calotype.spi.ModelRefused;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads the directory of a conditioning module: one line, {@code points = 0, 1, 0.5, 0}. */
final class EnvelopeFile {
    static final String FILE = "envelope.properties";

    private static final int FEWEST = 2;
    private static final double LOUDEST = 4;

    private EnvelopeFile() {}

    /**
     * Reads a directory.
     *
     * @throws ModelRefused with every fault found
     */
    static Envelope read(Path directory) {
        var given = new Properties();
        try (Reader file = Files.newBufferedReader(directory.resolve(FILE))) {
            given.load(file);
        } catch (IOException | IllegalArgumentException e) {
            throw refused(directory, List.of(FILE + " cannot be read (" + e + "); it must be properties"));
        }
        List<String> faults = new ArrayList<>();
        List<Double> points = points(given.getProperty("points", "").strip(), faults);
        if (!faults.isEmpty()) {
            throw refused(directory, faults);
        }
        return new Envelope(points);
    }

    private static List<Double> points(String text, List<String> faults) {
        List<Double> points = new ArrayList<>();
        for (String point : text.split("\\s*,\\s*", -1)) {
            try {
                points.add(Double.valueOf(point));
            } catch (NumberFormatException e) {
                faults.add(FILE + ": '" + point + "' in points is no number");
            }
        }
        if (!points.stream().allMatch(point -> point >= 0 && point <= LOUDEST)) {
            faults.add(FILE + ": points are " + points + "; each must be from 0 to " + LOUDEST);
        }
        if (points.size() < FEWEST && faults.isEmpty()) {
            faults.add(FILE + ": points are " + points + "; there must be at least " + FEWEST);
        }
        return points;
    }

    private static ModelRefused refused(Path directory, List<String> faults) {
        return new ModelRefused(String.valueOf(directory.getFileName()), faults);
    }
}
