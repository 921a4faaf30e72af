package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import dev.calotype.training.Picture;
import dev.calotype.training.ShapesScore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a Kafka record to a picture and an event, on the shipped model; and what becomes of records that are wrong. Long, because
 * all of it shares one farm, which takes as long to start as most of these jobs take.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FarmTest {
    @SuppressWarnings("NullAway.Init")
    private LocalFarm farm;

    @SuppressWarnings("NullAway.Init")
    private FarmClient client;

    @SuppressWarnings("NullAway.Init")
    private Onlooker events;

    @SuppressWarnings("NullAway.Init")
    private Onlooker dead;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        var directory = new DataDirectory(folder.resolve("data"));
        Path file = Files.writeString(folder.resolve("farm.properties"), "images.kept = 1 MiB");
        Configuration configuration = Configuration.read(file);
        farm = LocalFarm.start(directory, Objects.requireNonNull(directory.lock()), configuration, said -> {});
        client = new FarmClient(farm.url());
        events = new Onlooker(farm.kafka(), "calotype.job.events");
        dead = new Onlooker(farm.kafka(), "calotype.job.dead");
    }

    @AfterAll
    void stop() {
        events.close();
        dead.close();
        client.close();
        farm.close();
    }

    @Test
    void drawsWhatAPlainKafkaRecordAsksFor() throws IOException {
        String caption = "a large yellow circle at the left on a navy background";
        events.write("plain", "{\"model\":\"shapes\",\"prompt\":\"" + caption + "\",\"seed\":5,\"count\":3}");
        events.await(1, record -> Onlooker.is(record, "plain", "job.succeeded"));

        var state = (JobState.Succeeded) job("plain").state();
        assertThat(state.artefacts()).hasSize(3);
        var score = new ShapesScore();
        for (var artefact : state.artefacts()) {
            byte[] png = client.artefact(artefact.uri());
            assertThat(new String(png, StandardCharsets.ISO_8859_1))
                    .as("the text chunk")
                    .contains(caption)
                    .contains("dpm++2m");
            score.add(picture(artefact), caption);
        }
        assertThat(score.table()).as("as the caption says").startsWith("captions         3 of     3");
    }

    @Test
    void tellsTheWholeLifeOfAJobInOrder() {
        events.write("life", "{\"model\":\"shapes\",\"prompt\":\"a red ring\",\"steps\":4}");
        events.await(1, record -> Onlooker.is(record, "life", "job.succeeded"));
        List<String> types = events.await(1, record -> Objects.equals(record.key(), "life")).stream()
                .map(record -> Onlooker.header(record, "ce_type"))
                .filter(type -> !type.equals("job.progress"))
                .toList();
        assertThat(types).containsExactly("job.queued", "job.started", "job.succeeded");
    }

    @Test
    void takesTheSameRecordTwiceAsOneJob() {
        String record = "{\"id\":\"twice\",\"model\":\"shapes\",\"prompt\":\"a red ring\",\"steps\":4}";
        events.write("twice", record);
        events.write("twice", record);
        events.write("after", "{\"model\":\"shapes\",\"prompt\":\"a red ring\",\"steps\":4}");
        events.await(1, seen -> Onlooker.is(seen, "twice", "job.succeeded"));
        events.await(1, seen -> Onlooker.is(seen, "after", "job.succeeded"));
        assertThat(events.await(1, seen -> Onlooker.is(seen, "twice", "job.queued")))
                .hasSize(1);
        assertThat(events.await(1, seen -> Onlooker.is(seen, "twice", "job.succeeded")))
                .hasSize(1);
    }

    @Test
    void drawsTheSamePictureWhoeverSharesTheBatch() throws IOException {
        String job = "{\"model\":\"shapes\",\"prompt\":\"a green square at the top\",\"seed\":9,\"steps\":12}";
        events.write("alone", job);
        events.await(1, record -> Onlooker.is(record, "alone", "job.succeeded"));
        for (int i = 0; i < 5; i++) {
            events.write(
                    "stranger-" + i,
                    "{\"model\":\"shapes\",\"prompt\":\"a blue ring\",\"sampler\":\"heun\",\"steps\":" + (10 + i)
                            + "}");
        }
        events.write("together", job);
        events.await(1, record -> Onlooker.is(record, "together", "job.succeeded"));
        // A kernel may add in another order in another batch.
        assertThat(picture("together").values())
                .containsExactly(picture("alone").values(), within(2f));
    }

    @Test
    void cancelsBetweenSteps() {
        events.write("endless", "{\"model\":\"shapes\",\"prompt\":\"a red ring\",\"steps\":1000,\"count\":8}");
        events.await(1, record -> Onlooker.is(record, "endless", "job.started"));
        assertThat(client.cancel("endless")).isTrue();
        events.await(1, record -> Onlooker.is(record, "endless", "job.cancelled"));
        assertThat(job("endless").state()).isInstanceOf(JobState.Cancelled.class);
    }

    @Test
    void saysThatAPromptWasCut() {
        String long36 = "a red ring and ".repeat(20) + "a red ring";
        events.write("long", "{\"model\":\"shapes\",\"prompt\":\"" + long36 + "\",\"steps\":2}");
        events.await(1, record -> Onlooker.is(record, "long", "job.succeeded"));
        var notice = events.await(1, record -> Onlooker.is(record, "long", "job.notice"));
        assertThat(Onlooker.text(notice.getFirst()))
                .contains("prompt-cut")
                .contains("longer than the text encoder reads");
    }

    @Test
    void sendsBadRecordsAwayWithEveryReasonAndGoesOn() {
        dead.write("bad-json", "{\"model\":");
        dead.write("bad-form", "{\"model\":\"shpes\",\"prompt\":\"x\",\"sampler\":\"eular\",\"steps\":0,\"stepz\":1}");
        dead.write(
                "bad-names",
                "{\"model\":\"shapes\",\"prompt\":\"x\",\"sampler\":\"eular\",\"schedule\":\"carras\",\"width\":65}");
        dead.write("bad-size", "{\"prompt\":\"" + "x".repeat(2 << 20) + "\"}");
        dead.write("good", "{\"model\":\"shapes\",\"prompt\":\"a red ring\",\"steps\":2}");

        assertThat(reasons("bad-json")).contains("not JSON");
        assertThat(reasons("bad-form"))
                .contains("\\\"steps\\\" must be at least 1")
                .contains("unknown field")
                .contains("did you mean \\\"shapes\\\"")
                .contains("did you mean \\\"euler\\\"");
        assertThat(reasons("bad-names"))
                .contains("sampler 'eular' is not installed")
                .contains("schedule 'carras' is not installed")
                .contains("width is 65");
        assertThat(reasons("bad-size")).contains("a job may have 1048576 bytes");
        events.await(4, record -> Onlooker.header(record, "ce_type").equals("job.rejected"));
        events.await(1, record -> Onlooker.is(record, "good", "job.succeeded"));
    }

    @Test
    void drawsAPictureAnewAsFarAsItsStrengthSays() throws IOException {
        String base = drawn("base", "\"seed\":5");
        float[] before = picture("base").values();
        drawn("near", "\"seed\":6,\"image\":{\"uri\":\"" + base + "\",\"strength\":0.2}");
        drawn("far", "\"seed\":6,\"image\":{\"uri\":\"" + base + "\",\"strength\":1}");
        double near = difference(before, picture("near").values(), 0, 64);
        double far = difference(before, picture("far").values(), 0, 64);
        assertThat(near).as("of 255, far is " + far).isLessThan(far).isLessThan(25);
    }

    @Test
    void keepsWhatIsOutsideTheMask() throws IOException {
        String base = drawn("whole", "\"seed\":5");
        var mask = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        mask.createGraphics().fillRect(32, 0, 32, 64);
        String kept = client.keep(png(mask), "mask.png");
        drawn(
                "part",
                "a large blue square at the right",
                "\"seed\":8,\"image\":{\"uri\":\"" + base + "\",\"mask\":\"" + kept + "\"}");
        float[] before = picture("whole").values();
        float[] after = picture("part").values();
        assertThat(difference(before, after, 0, 24)).as("left, of 255").isLessThan(10);
        assertThat(difference(before, after, 40, 64)).as("right, of 255").isGreaterThan(20);
    }

    @Test
    void refusesAPictureThatIsOneTooManyForTheRoomThereIs() throws IOException {
        byte[] first = noise(1);
        String kept = client.keep(first, "first.png");
        assertThatThrownBy(() -> client.keep(noise(2), "second.png"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("second.png")
                .hasMessageContaining("of 1048576 that all may take")
                .hasMessageContaining("'images.kept'");
        assertThat(client.keep(first, "again.png")).isEqualTo(kept);
        assertThat(client.artefact(URI.create("/v1/artefacts/" + kept))).isEqualTo(first);
    }

    /** A picture that no format makes smaller than 600 kB. */
    private static byte[] noise(long seed) throws IOException {
        var random = new Random(seed);
        var image = new BufferedImage(450, 450, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 450 * 450; i++) {
            image.setRGB(i % 450, i / 450, random.nextInt());
        }
        return png(image);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    @Test
    void drawsBesideAPicture() throws IOException {
        String base = drawn("middle", "\"seed\":5");
        drawn("beside", "\"image\":{\"uri\":\"" + base + "\",\"extend\":{\"left\":32,\"right\":32}}");
        BufferedImage wide = image(succeeded("beside").artefacts().getFirst());
        assertThat(wide.getWidth()).isEqualTo(128);
        assertThat(wide.getHeight()).isEqualTo(64);
    }

    @Test
    void variesAPictureTowardsAnotherSeed() throws IOException {
        drawn("seed", "\"seed\":5");
        drawn("none", "\"seed\":5,\"variation\":{\"seed\":77,\"share\":0}");
        drawn("little", "\"seed\":5,\"count\":2,\"variation\":{\"seed\":77,\"share\":0.1}");
        float[] seed = picture("seed").values();
        assertThat(difference(seed, picture("none").values(), 0, 64)).isLessThan(1);
        assertThat(difference(seed, picture("little").values(), 0, 64)).isLessThan(60);
        assertThat(succeeded("little").artefacts().get(0).sha256())
                .isNotEqualTo(succeeded("little").artefacts().get(1).sha256());
    }

    @Test
    void drawsAPictureAgainAtTwiceTheSize() throws IOException {
        drawn("large", "\"seed\":5,\"refine\":{\"scale\":2,\"strength\":0.5}");
        BufferedImage large = image(succeeded("large").artefacts().getFirst());
        assertThat(large.getWidth()).isEqualTo(128);
        assertThat(large.getHeight()).isEqualTo(128);
    }

    /** Draws a red ring in few steps; gives the digest of the first picture. */
    private String drawn(String id, String fields) {
        return drawn(id, "a red ring", fields);
    }

    private String drawn(String id, String prompt, String fields) {
        events.write(id, "{\"model\":\"shapes\",\"prompt\":\"" + prompt + "\",\"steps\":10," + fields + "}");
        events.await(1, record -> Onlooker.is(record, id, "job.succeeded"));
        return succeeded(id).artefacts().getFirst().sha256();
    }

    private JobState.Succeeded succeeded(String id) {
        return (JobState.Succeeded) job(id).state();
    }

    /** The mean difference of two pictures in some of their columns. */
    private static double difference(float[] first, float[] second, int from, int to) {
        return IntStream.range(0, first.length)
                .filter(i -> i % 64 >= from && i % 64 < to)
                .mapToDouble(i -> Math.abs(first[i] - second[i]))
                .average()
                .orElseThrow();
    }

    private String reasons(String id) {
        ConsumerRecord<String, byte[]> letter =
                dead.await(1, record -> id.equals(record.key())).getFirst();
        return Onlooker.header(letter, "calotype_rejection");
    }

    private Job job(String id) {
        return client.find(id).orElseThrow();
    }

    private Picture picture(String id) throws IOException {
        return picture(succeeded(id).artefacts().getFirst());
    }

    private Picture picture(Artefact artefact) throws IOException {
        return Picture.of(image(artefact));
    }

    private BufferedImage image(Artefact artefact) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(client.artefact(artefact.uri())));
    }
}
