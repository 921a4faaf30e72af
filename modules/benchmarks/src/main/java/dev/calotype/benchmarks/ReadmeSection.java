package dev.calotype.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a Markdown file between {@code <!-- measured: NAME -->} and {@code <!-- end: NAME -->}, which a program
 * replaces as a whole. Everything outside the two markers stays as it was.
 */
record ReadmeSection(Path file, String name) {
    /** Replaces what stands between the markers; both markers must be there, each once and in this order. */
    void replace(String body) throws IOException {
        String text = Files.readString(file);
        String open = "<!-- measured: " + name + " -->";
        String close = "<!-- end: " + name + " -->";
        int from = text.indexOf(open);
        int to = text.indexOf(close);
        if (from < 0 || to < from) {
            throw new IOException(
                    "section '%s' was to be written into %s, which lacks the line '%s' or, after it, '%s';"
                                    .formatted(name, file, open, close)
                            + " add both lines where the figures belong");
        }
        Files.writeString(
                file, text.substring(0, from + open.length()) + "\n" + body.strip() + "\n" + text.substring(to));
    }
}
