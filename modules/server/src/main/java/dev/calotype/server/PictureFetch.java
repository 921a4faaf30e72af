package dev.calotype.server;

import dev.calotype.jobs.PictureAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads the files of pictures that jobs name. Blocks; safe for any thread. */
final class PictureFetch implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HEAD = 1 << 20;

    private final ArtefactStore artefacts;
    private final ObjectStores stores;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    PictureFetch(ArtefactStore artefacts, ObjectStores stores) {
        this.artefacts = artefacts;
        this.stores = stores;
    }

    /**
     * What can be known of a picture without asking another machine: its header, or nothing for one in an object store.
     *
     * @throws IllegalArgumentException if the picture cannot be used
     */
    Optional<PictureHeader> header(PictureAddress address) {
        return switch (address) {
            case PictureAddress.Inline(byte[] content) -> Optional.of(PictureHeader.read(content));
            case PictureAddress.Stored(String digest) -> Optional.of(PictureHeader.read(head(digest)));
            case PictureAddress.Remote(URI uri) -> {
                stores.check(uri);
                yield Optional.empty();
            }
        };
    }

    /**
     * The whole file.
     *
     * @throws IllegalArgumentException if there is none, or it is too large, and will not be there another time
     * @throws IOException if it could not be read this time
     */
    byte[] file(PictureAddress address) throws IOException {
        return switch (address) {
            case PictureAddress.Inline(byte[] content) -> content;
            case PictureAddress.Stored(String digest) -> Files.readAllBytes(stored(digest));
            case PictureAddress.Remote(URI uri) -> remote(uri);
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Path stored(String digest) {
        Path file = artefacts
                .find(digest)
                .orElseThrow(() -> new IllegalArgumentException("there is no artefact '" + digest + "' on this farm"));
        if (file.toFile().length() > PictureHeader.MOST_BYTES) {
            throw new IllegalArgumentException("the artefact '" + digest + "' has "
                    + file.toFile().length() + " bytes; at most " + PictureHeader.MOST_BYTES + " are read");
        }
        return file;
    }

    private byte[] head(String digest) {
        try (InputStream in = Files.newInputStream(stored(digest))) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new IllegalArgumentException("the artefact '" + digest + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] remote(URI uri) throws IOException {
        stores.check(uri);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        var limited =
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), PictureHeader.MOST_BYTES);
        var answer = http.sendAsync(request, limited);
        try {
            HttpResponse<byte[]> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return body(uri, response);
        } catch (ExecutionException e) {
            throw new IOException(uri + " could not be read: " + e.getCause(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(uri + " was not read within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + uri, e);
        }
    }

    private static byte[] body(URI uri, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        if (status >= 500 || status == 429) {
            throw new IOException(uri + " answered " + status);
        }
        throw new IllegalArgumentException(uri + " answered " + status + "; the picture must be there and readable");
    }
}
