package dev.calotype.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The files that a model is made of, and what became of them. Weights in safetensors, configurations and tokenizers
 * count; what nobody reads here (pickles, pictures, other frameworks' weights) does not.
 *
 * @param directory the model's directory
 */
public record ModelFiles(Path directory) {
    private static final List<String> ENDINGS = List.of(".safetensors", ".json", ".txt", ".model");
    private static final int DEPTH = 2;
    private static final int BLOCK = 1 << 20;

    /**
     * Digests the directory's files, in alphabetical order, and then those that lie elsewhere.
     *
     * @param elsewhere files outside of the directory that the model needs
     * @param progress is told how many bytes were read since it was last told
     */
    public List<RecordedFile> digest(List<Path> elsewhere, LongConsumer progress) throws IOException {
        var recorded = new ArrayList<RecordedFile>();
        for (Path file : found()) {
            recorded.add(record(directory.relativize(file).toString(), file, progress));
        }
        for (Path file : elsewhere) {
            recorded.add(record(file.toAbsolutePath().toString(), file, progress));
        }
        return recorded;
    }

    /** Bytes of the directory's files. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : found()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Compares with a record, and says of each file that differs what was found and what was recorded.
     *
     * @param progress is told how many bytes were read since it was last told
     */
    public static List<String> verify(ModelRecord record, LongConsumer progress) throws IOException {
        var faults = new ArrayList<String>();
        for (RecordedFile file : record.files()) {
            Path path = record.directory().resolve(file.path());
            if (!Files.isRegularFile(path)) {
                faults.add(file.path() + ": the file is missing");
            } else if (Files.size(path) != file.bytes()) {
                faults.add(file.path() + ": has " + Files.size(path) + " bytes; it had " + file.bytes()
                        + " when the model was added");
            } else if (!sha256(path, progress).equals(file.sha256())) {
                faults.add(file.path() + ": was changed since the model was added; its SHA-256 is no longer "
                        + file.sha256());
            }
        }
        return faults;
    }

    private List<Path> found() throws IOException {
        try (Stream<Path> files = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .filter(file -> !directory.relativize(file).toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static RecordedFile record(String name, Path file, LongConsumer progress) throws IOException {
        return new RecordedFile(name, Files.size(file), sha256(file, progress));
    }

    private static String sha256(Path file, LongConsumer progress) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                sha256.update(block, 0, read);
                progress.accept(read);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
