package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.calotype.jobs.PictureAddress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures from a real HTTP server, from the artefacts, and what is never asked for. */
final class PictureFetchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private PictureFetch fetch;

    @SuppressWarnings("NullAway.Init")
    private ArtefactStore artefacts;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            String path = call.getRequestURI().getPath();
            switch (path) {
                case "/store/a" -> {
                    call.sendResponseHeaders(200, 3);
                    call.getResponseBody().write(new byte[] {1, 2, 3});
                }
                case "/store/large" -> {
                    call.sendResponseHeaders(200, 0);
                    byte[] block = new byte[1 << 20];
                    for (int i = 0; i < 40; i++) {
                        call.getResponseBody().write(block);
                    }
                }
                case "/store/moved" -> {
                    call.getResponseHeaders().add("location", "/secret");
                    call.sendResponseHeaders(302, -1);
                }
                case "/store/busy" -> call.sendResponseHeaders(503, -1);
                default -> call.sendResponseHeaders(404, -1);
            }
            call.close();
        });
        server.start();
        artefacts = new ArtefactStore(folder);
        fetch = new PictureFetch(artefacts, new ObjectStores(List.of(at("/store/"))));
    }

    @AfterEach
    void stop() {
        fetch.close();
        server.stop(0);
    }

    @Test
    void readsAnObjectOfAStoreThatIsNamed() throws IOException {
        assertThat(fetch.file(new PictureAddress.Remote(at("/store/a")))).containsExactly(1, 2, 3);
    }

    @Test
    void asksForNothingElse() {
        for (String path : List.of("/secret", "/store/../secret", "/store/%2e%2e/secret", "/store/%2E./secret")) {
            var address = new PictureAddress.Remote(at(path));
            assertThatThrownBy(() -> fetch.file(address))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no object store of this farm's");
            assertThatThrownBy(() -> fetch.header(address)).isInstanceOf(IllegalArgumentException.class);
        }
        var other = new PictureAddress.Remote(URI.create("http://localhost:1/store/a"));
        assertThatThrownBy(() -> fetch.file(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void followsNoRedirectAndTellsWhatMayWorkAnotherTime() {
        assertThatThrownBy(() -> fetch.file(new PictureAddress.Remote(at("/store/moved"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answered 302");
        assertThatThrownBy(() -> fetch.file(new PictureAddress.Remote(at("/store/none"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answered 404");
        assertThatThrownBy(() -> fetch.file(new PictureAddress.Remote(at("/store/busy"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void stopsReadingWhatIsTooLarge() {
        assertThatThrownBy(() -> fetch.file(new PictureAddress.Remote(at("/store/large"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void readsArtefactsByTheirId() throws IOException {
        byte[] png = PictureFileTest.file(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png");
        var address =
                new PictureAddress.Stored(artefacts.put(0, "image/png", png).sha256());
        assertThat(fetch.header(address)).contains(new PictureHeader(PictureHeader.Format.PNG, 30, 20));
        assertThat(fetch.file(address)).isEqualTo(png);
        var absent = new PictureAddress.Stored("00".repeat(32));
        assertThatThrownBy(() -> fetch.header(absent)).hasMessageContaining("there is no artefact '0000");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
