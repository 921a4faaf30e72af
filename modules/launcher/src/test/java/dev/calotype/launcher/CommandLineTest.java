package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user types them: what they print, where, and with which exit status. */
final class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void rendersPicturesOnAFarmOfItsOwnAndPrintsTheirPathsLast() throws IOException {
        Ran ran = run("render", "a red circle at the top", "--count", "2", "--steps", "3", "--out", folder + "/out");
        assertThat(ran.err()).contains("starting Kafka").contains("steps").doesNotContain("Exception");
        assertThat(ran.status()).as(ran.err()).isZero();
        List<Path> paths = ran.out().lines().map(Path::of).toList();
        assertThat(paths).hasSize(2).allMatch(Files::isRegularFile);
        assertThat(paths.getFirst().getFileName().toString()).endsWith("-0.png");

        Ran masked = run("render", "a red circle", "--mask", folder + "/mask.png");
        assertThat(masked.err()).contains("give it with --image");
        Ran endless = run("render", "a red circle", "--fps", "12");
        assertThat(endless.err()).contains("say how long with --frames");
        Ran absent = run("render", "a red circle", "--image", folder + "/none.png");
        assertThat(absent.err()).contains("there is no picture file");
        String first = paths.getFirst().toString();
        Ran anew = run(
                "render",
                "a red ring",
                "--image",
                first,
                "--strength",
                "0.5",
                "--extend",
                "0,0,32,0",
                "--steps",
                "4",
                "--out",
                folder + "/out");
        assertThat(anew.status()).as(anew.err()).isZero();
        assertThat(ImageIO.read(Path.of(anew.out().strip()).toFile()).getWidth())
                .isEqualTo(96);

        Ran again = run("render", "a red circle", "--sampler", "hoin", "--model", "shaps", "--out", folder + "/out");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err())
                .contains("the job is refused")
                .contains("did you mean \"shapes\"?")
                .contains("sampler 'hoin' is not installed");
    }

    @Test
    void outlinesLeadToTheirPlaces() throws IOException {
        Path lines = folder.resolve("lines.png");
        ImageIO.write(outlines(), "png", lines.toFile());
        Ran ran = run(
                "render",
                "a red circle and a blue square",
                "--condition",
                "outlines=" + lines,
                "--count",
                "2",
                "--seed",
                "5",
                "--out",
                folder + "/out");
        assertThat(ran.status()).as(ran.err()).isZero();
        List<Path> paths = ran.out().lines().map(Path::of).toList();
        assertThat(paths).hasSize(2);
        for (Path path : paths) {
            BufferedImage drawn = ImageIO.read(path.toFile());
            var circle = new Color(drawn.getRGB(18, 16));
            assertThat(circle.getRed() - Math.max(circle.getGreen(), circle.getBlue()))
                    .as("red where the circle is")
                    .isGreaterThan(80);
            var square = new Color(drawn.getRGB(45, 43));
            assertThat(square.getBlue() - Math.max(square.getRed(), square.getGreen()))
                    .as("blue where the square is")
                    .isGreaterThan(80);
        }
        Ran elsewhere = run("render", "a red circle", "--condition", "outlnes=" + lines);
        assertThat(elsewhere.err()).contains("did you mean \"outlines\"?");
    }

    @Test
    void aCaptionMoves() throws IOException {
        Ran ran = run(
                "render",
                "a large red circle moving from the left to the top right on a navy background",
                "--frames",
                "16",
                "--condition",
                "motion",
                "--seed",
                "5",
                "--out",
                folder + "/out");
        assertThat(ran.status()).as(ran.err()).isZero();
        List<Path> paths = ran.out().lines().map(Path::of).toList();
        assertThat(paths).extracting(path -> path.toString().replaceFirst(".*\\.", "")).startsWith("mp4", "gif", "png");
        assertThat(paths).hasSize(4 + 16);
        assertThat(redness(paths.get(4), 14, 32)).as("at the left in the first frame").isGreaterThan(80);
        assertThat(redness(paths.get(4), 50, 14)).as("not yet at the top right").isLessThan(40);
        assertThat(redness(paths.getLast(), 50, 14)).as("at the top right in the last frame").isGreaterThan(80);
        assertThat(redness(paths.getLast(), 14, 32)).as("no more at the left").isLessThan(40);
    }

    private static int redness(Path picture, int x, int y) throws IOException {
        var colour = new Color(ImageIO.read(picture.toFile()).getRGB(x, y));
        return colour.getRed() - Math.max(colour.getGreen(), colour.getBlue());
    }

    /** A circle above to the left and a square below to the right, in lines one pixel wide. */
    private static BufferedImage outlines() {
        var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.drawOval(10, 8, 16, 16);
        pen.drawRect(38, 36, 14, 14);
        pen.dispose();
        return picture;
    }

    @Test
    void submitsWatchesShowsCancelsAndLists() throws IOException {
        var directory = new DataDirectory(folder.resolve("data"));
        LocalFarm farm =
                LocalFarm.start(directory, Objects.requireNonNull(directory.lock()), Configuration.usual(), said -> {});
        try {
            Path jobs = Files.writeString(folder.resolve("jobs.jsonl"), """
                    {"id": "a", "model": "shapes", "prompt": "a red ring", "steps": 3}
                    {"id": "b", "model": "shapes", "prompt": "a red ring", "steps": 1000, "count": 8}
                    {"id": "c", "model": "shapes", "prompt": "a red ring", "steps": 0}
                    """);
            Ran submitted = run("submit", jobs.toString());
            assertThat(submitted.status()).isEqualTo(1);
            assertThat(submitted.out()).isEqualTo("a\nb\n");
            assertThat(submitted.err())
                    .contains("job 3 of 3: the job is refused")
                    .contains("at least 1");

            assertThat(run("watch", "a").status()).isZero();
            assertThat(run("status", "a").out()).contains("\"phase\" : \"succeeded\"");
            assertThat(run("cancel", "b").status()).isZero();
            Ran watched = run("watch", "b");
            assertThat(watched.status()).isEqualTo(1);
            assertThat(watched.out() + watched.err()).contains("b cancelled");
            assertThat(run("list").out()).contains("a ").contains("cancelled");
            assertThat(run("status", "nowhere").err()).contains("there is no job 'nowhere'");
        } finally {
            farm.close();
        }
    }

    @Test
    void saysAllThatIsWrongWithAConfigurationAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("farm.properties"), """
                kafak.bootstrap = x
                devices = -1
                http.port = abc
                worker.weights = int4
                images.kept = 8 GB
                """);
        Ran ran = run("server", "--config", file.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains("there is no key 'kafak.bootstrap'; did you mean \"kafka.bootstrap\"?")
                .contains("'devices' is -1; it must be a whole number from 1 to 256")
                .contains("'http.port' is abc")
                .contains("'worker.weights' is int4; it may be plain or int8")
                .contains("'images.kept' is 8 GB; it must be a whole number of MiB, GiB or TiB");
    }

    @Test
    void saysWhatToDoWhereNoFarmRuns() {
        Ran ran = run("list");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("no farm runs on").contains("start one with 'calotype server'");
    }

    @Test
    void suggestsCommandsAndStarterModelsThatExist() {
        assertThat(run("rendr").err()).contains("calotype render");
        assertThat(run("score", "shape").err())
                .contains("there is no starter model 'shape'")
                .contains("shapes");
    }

    @Test
    void listsSamplersAndSchedulesOfWantedPluginsTooAndDrawsTheirErrors() throws IOException {
        Path png = folder.resolve("errors.png");
        Ran ran = run("samplers", "--plot", png.toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Karras et al. 2022, arXiv:2206.00364")
                .containsPattern("(?m)^ddim +1 +1 +no .* eta=0\\.0 ")
                .containsPattern("(?m)^karras +rho=7\\.0 ");
        BufferedImage drawn = ImageIO.read(png.toFile());
        assertThat(drawn.getWidth()).isGreaterThan(drawn.getHeight());
        assertThat(IntStream.range(0, drawn.getWidth())
                        .map(x -> drawn.getRGB(x, drawn.getHeight() / 2))
                        .distinct()
                        .count())
                .as("colours in the middle")
                .isGreaterThan(5);

        Path project = folder.resolve("ripples");
        Ran.command("plugin", "new", "ripples", "--dir", project.toString());
        Path jar = ProjectBuild.here(project).pack("ripples");
        Ran installed = run("plugins", "install", jar.toString(), "--allow-unsigned");
        assertThat(installed.status()).as(installed.err()).isZero();
        assertThat(run("samplers").out())
                .containsPattern("(?m)^ripples-stroll +1 +1 +no .* fresh=0\\.0")
                .containsPattern("(?m)^ripples-even");

        Ran nowhere = run("samplers", "--plot", folder + "/no/errors.png");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains("cannot be written").contains("a folder that exists");
    }

    private Ran run(String... arguments) {
        boolean ownData = !arguments[0].equals("rendr");
        return Ran.command(
                ownData
                        ? Stream.concat(Arrays.stream(arguments), Stream.of("--data", folder + "/data"))
                                .toArray(String[]::new)
                        : arguments);
    }
}
