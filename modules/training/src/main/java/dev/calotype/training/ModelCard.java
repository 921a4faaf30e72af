package dev.calotype.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The README.md of a trained model: what it is, what it was made from, how well it does, and its licence. */
public final class ModelCard {
    private static final String BEGIN = "<!-- score -->";
    private static final String END = "<!-- end: score -->";

    private ModelCard() {}

    /** Writes the card of a model that has just been trained, from a blank one of this name. */
    static void write(Path directory, String blank, List<Stage.Summary> stages, int threads) {
        String rows = stages.stream()
                .map(stage -> String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %.0f |%n",
                        stage.name(),
                        stage.steps(),
                        stage.examples(),
                        stage.seconds() / 60))
                .collect(Collectors.joining());
        save(
                directory,
                read(blank).replace("@THREADS@", Integer.toString(threads)).replace("@STAGES@", rows));
    }

    private static String read(String blank) {
        try (InputStream in = ModelCard.class.getResourceAsStream(blank)) {
            return new String(Objects.requireNonNull(in, blank).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the blank model card cannot be read", e);
        }
    }

    /** Puts a score's table into a model's card, in place of an earlier one; {@code how} says how it was sampled. */
    public static void score(Path directory, String how, String table) {
        try {
            String card = Files.readString(directory.resolve("README.md"));
            String section = BEGIN + "\n" + how + "\n\n```\n" + table + "```\n" + END;
            save(
                    directory,
                    Pattern.compile(BEGIN + ".*" + END, Pattern.DOTALL)
                            .matcher(card)
                            .replaceFirst(Matcher.quoteReplacement(section)));
        } catch (IOException e) {
            throw new UncheckedIOException("the card in " + directory + " cannot be read", e);
        }
    }

    private static void save(Path directory, String text) {
        try {
            Files.writeString(directory.resolve("README.md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("the card in " + directory + " cannot be written", e);
        }
    }
}
