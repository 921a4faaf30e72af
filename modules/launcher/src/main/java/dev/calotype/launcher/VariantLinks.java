package dev.calotype.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A model directory of links into another one that has its weights in several variants, such as {@code fp16} and
 * {@code non_ema}: one variant of each component under the usual names, and everything else as it is.
 *
 * @param source the directory with the variants
 * @param variant the one that is wanted; a component without it keeps all its files
 */
record VariantLinks(Path source, String variant) {
    private static final String WEIGHTS = ".safetensors";

    /** {@code STEM.VARIANT.safetensors}, {@code STEM.VARIANT-00001-of-00002.safetensors} and the older shards. */
    private static final Pattern FILE =
            Pattern.compile("(.+?)(?:-\\d{5}-of-\\d{5})?\\.([A-Za-z0-9_]+)(-\\d{5}-of-\\d{5})?\\.safetensors");

    private static final Pattern INDEX = Pattern.compile("(.+)\\.safetensors\\.index\\.([A-Za-z0-9_]+)\\.json");

    /** The variants that there are, in alphabetical order. */
    List<String> found() throws IOException {
        var variants = new TreeSet<String>();
        for (Path file : files()) {
            String of = variantOf(file);
            if (!of.isEmpty()) {
                variants.add(of);
            }
        }
        return List.copyOf(variants);
    }

    /** Writes the links; the directory must not be there yet. */
    void write(Path into) throws IOException {
        List<Path> files = files();
        for (Path file : files) {
            if (belongs(file, files)) {
                Path link = into.resolve(source.relativize(file)).resolveSibling(usual(file));
                Files.createDirectories(link.resolveSibling(""));
                Files.createSymbolicLink(link, file);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(source, 2)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private boolean belongs(Path file, List<Path> files) {
        boolean chosen = files.stream()
                .anyMatch(other -> other.resolveSibling("").equals(file.resolveSibling(""))
                        && variantOf(other).equals(variant));
        return !chosen || !isWeights(file) || variantOf(file).equals(variant);
    }

    private static boolean isWeights(Path file) {
        String name = name(file);
        return name.endsWith(WEIGHTS) || name.contains(WEIGHTS + ".index.");
    }

    /** The name without the variant; shards keep theirs, as their index names them so. */
    private static String usual(Path file) {
        String name = name(file);
        Matcher index = INDEX.matcher(name);
        if (index.matches()) {
            return index.group(1) + WEIGHTS + ".index.json";
        }
        boolean whole = FILE.matcher(name).matches() && !name.contains("-of-");
        return whole ? name.replace("." + variantOf(file) + WEIGHTS, WEIGHTS) : name;
    }

    private static String variantOf(Path file) {
        String name = name(file);
        for (Pattern form : List.of(FILE, INDEX)) {
            Matcher found = form.matcher(name);
            if (found.matches()) {
                return found.group(2);
            }
        }
        return "";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
