package dev.calotype.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long walk whose server is killed in its middle, and whose next one is stopped: each time it goes on from where it was. */
final class ResumeTest {
    private static final String ASKED =
            "{\"model\":\"shapes\",\"prompt\":\"a large red ring\",\"seed\":3,\"sampler\":\"dpm++2m\",\"steps\":400}";
    private static final Pattern DONE = Pattern.compile("\"done\":(\\d+)");
    private static final Pattern RESUMED = Pattern.compile("attempt (\\d) goes on after (\\d+) of 400 evaluations");

    /** Long enough that where the walk stands has been kept at least once. */
    private static final long A_WHILE = 4_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @Test
    void aWalkGoesOnFromItsCheckpointToTheSameBits() throws Exception {
        ServerProcess first = ServerProcess.start(data);
        try (var onlooker = new Onlooker(first.kafka(), "calotype.job.events")) {
            onlooker.write("long", ASKED);
            letItWalkAWhile(onlooker);
        } finally {
            first.kill();
        }
        ServerProcess second = ServerProcess.start(data);
        int stoppedAt;
        try (var onlooker = new Onlooker(second.kafka(), "calotype.job.events")) {
            stoppedAt = done(onlooker.await(2, event -> isProgress(event, 2)).getLast());
        } finally {
            second.stop();
        }
        ServerProcess third = ServerProcess.start(data);
        try (var client = new FarmClient(third.url());
                var onlooker = new Onlooker(third.kafka(), "calotype.job.events")) {
            onlooker.await(1, event -> Onlooker.is(event, "long", "job.succeeded"));
            onlooker.write("undisturbed", ASKED);
            onlooker.await(1, event -> Onlooker.is(event, "undisturbed", "job.succeeded"));

            Job job = client.find("long").orElseThrow();
            assertThat(job.attempt()).isEqualTo(3);
            assertThat(job.notices())
                    .hasSize(2)
                    .allMatch(notice -> RESUMED.matcher(notice).matches());
            assertThat(resumedAt(job, 0)).isPositive();
            assertThat(stoppedAt).isGreaterThan(resumedAt(job, 0));
            assertThat(resumedAt(job, 1)).as("an orderly stop loses no step").isGreaterThanOrEqualTo(stoppedAt);
            assertThat(evaluations(onlooker, 2)).as("seen in attempt 2").allMatch(done -> done >= resumedAt(job, 0));
            assertThat(picture(client, "long")).isEqualTo(picture(client, "undisturbed"));
        } finally {
            third.stop();
        }
    }

    private static void letItWalkAWhile(Onlooker onlooker) {
        long begun = onlooker.await(1, event -> isProgress(event, 1)).getFirst().timestamp();
        onlooker.await(1, event -> isProgress(event, 1) && event.timestamp() - begun > A_WHILE);
    }

    private static List<Integer> evaluations(Onlooker onlooker, int attempt) {
        return onlooker.await(1, event -> isProgress(event, attempt)).stream()
                .map(ResumeTest::done)
                .toList();
    }

    private static boolean isProgress(ConsumerRecord<String, byte[]> event, int attempt) {
        return Onlooker.is(event, "long", "job.progress")
                && Onlooker.text(event).contains("\"attempt\":" + attempt + ",");
    }

    private static int done(ConsumerRecord<String, byte[]> event) {
        Matcher found = DONE.matcher(Onlooker.text(event));
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static int resumedAt(Job job, int notice) {
        Matcher found = RESUMED.matcher(job.notices().get(notice));
        assertThat(found.matches()).isTrue();
        return Integer.parseInt(found.group(2));
    }

    private static int[] picture(FarmClient client, String id) throws IOException {
        var state = (JobState.Succeeded) client.find(id).orElseThrow().state();
        byte[] png = client.artefact(state.artefacts().getFirst().uri());
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(at -> picture.getRGB(at % picture.getWidth(), at / picture.getWidth()))
                .toArray();
    }
}
