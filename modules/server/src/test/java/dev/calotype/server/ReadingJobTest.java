package dev.calotype.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobSpec;
import dev.calotype.jobs.Lease;
import dev.calotype.jobs.LeasedJob;
import dev.calotype.jobs.Parsed;
import dev.calotype.jobs.Worker;
import dev.calotype.registry.ModelShelf;
import dev.calotype.registry.Plugins;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.FramingUse;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.PictureUse;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Raster;
import dev.calotype.spi.Row;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model is given of a job's texts and of its framing. */
final class ReadingJobTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final List<AdapterChoice> NO_ADAPTERS = List.of();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path models;

    @Test
    void theJobsOwnPromptsHaveSecondOnesAndFurtherPromptsHaveNone() throws IOException {
        Told heard = rendered("\"negative\":\"n\",\"second\":{\"prompt\":\"q\",\"negative\":\"m\"},"
                + "\"guidance\":{\"kind\":\"composed\",\"prompts\":[{\"prompt\":\"further\"}]}");
        assertThat(heard.encoded)
                .containsExactlyInAnyOrder(
                        new Prompt("p", Prompting.PLAIN, NO_ADAPTERS, "q"),
                        new Prompt("further", Prompting.PLAIN, NO_ADAPTERS));
        assertThat(heard.avoided).containsExactly(new Prompt("n", Prompting.PLAIN, NO_ADAPTERS, "m"));
    }

    @Test
    void rowsAreToldTheScoresOfTheirSide() throws IOException {
        assertThat(rendered("\"guidance\":3").ids)
                .containsExactlyInAnyOrder(List.of(8f, 4f, 0f, 0f, 6f), List.of(8f, 4f, 0f, 0f, 2.5f));
        assertThat(rendered("\"guidance\":3,\"framing\":{\"crop\":{\"top\":2},\"aesthetic\":{\"negative\":1}}").ids)
                .containsExactlyInAnyOrder(List.of(8f, 4f, 2f, 0f, 6f), List.of(8f, 4f, 2f, 0f, 1f));
    }

    private Told rendered(String fields) throws IOException {
        Files.createDirectories(models.resolve("told"));
        var told = new Told();
        Plugins plugins = Plugins.fixed(
                1, List.of(DoorParts.plugin(told)), families -> new ModelShelf(List.of(models), families));
        var desk = new Desk();
        var worker = new DeviceWorker(desk, new Workshop(CPU, WorkerLimits.USUAL), plugins, new DeviceStats());
        var lease = new Lease("job", 1, new Worker("node", "cpu:0"));
        desk.expect(lease);
        desk.arrive(new Desk.Arrival(new LeasedJob(spec(fields), lease, Instant.EPOCH), JobPictures.NONE, null));
        while (worker.tick()) {
            assertThat(desk.takeEndings(100)).noneMatch(Desk.Ending.Broken.class::isInstance);
        }
        worker.close();
        return told;
    }

    private static JobSpec spec(String fields) {
        String job = "{\"model\":\"told\",\"prompt\":\"p\",\"steps\":2,\"width\":4,\"height\":8," + fields + "}";
        var asked = (Parsed.Accepted) new JobJson().parse(job.getBytes(StandardCharsets.UTF_8));
        return asked.request().withId("job").complete(Told.TRAITS);
    }

    /** A family of one model that remembers what it was given. */
    private static final class Told implements ModelFamily, Model {
        private static final ModelTraits TRAITS = new ModelTraits(
                new FlowProcess(1, false),
                new Prediction.Flow(),
                new PictureSizes(4, 4, 1, 64),
                SamplerChoice.of("straight"),
                SamplerChoice.of("even"),
                1,
                2,
                List.of(),
                PictureUse.ORIGIN,
                List.of(),
                null,
                FramingUse.SCORE,
                true);

        private final List<Prompt> encoded = new ArrayList<>();
        private final List<Prompt> avoided = new ArrayList<>();
        private final Set<List<Float>> ids = new LinkedHashSet<>();

        @Override
        public String name() {
            return "told";
        }

        @Override
        public boolean recognises(Path directory) {
            return true;
        }

        @Override
        public ModelTraits describe(Path directory) {
            return TRAITS;
        }

        @Override
        public Model load(Path directory, DeviceSpec device) {
            return this;
        }

        @Override
        public ModelTraits traits() {
            return TRAITS;
        }

        @Override
        public LatentShape latentShape(int width, int height) {
            return LatentShape.of(3, height, width);
        }

        @Override
        public Encoding encode(Prompt prompt) {
            encoded.add(prompt);
            return new Encoding(Conditioning.NONE, 0);
        }

        @Override
        public Encoding encodeNegative(Prompt prompt) {
            avoided.add(prompt);
            return new Encoding(Conditioning.NONE, 0);
        }

        @Override
        public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
            rows.forEach(row -> ids.add(numbers(row.conditioning().timeIds())));
            return rows.stream().map(row -> new float[shape.size()]).toList();
        }

        private static List<Float> numbers(@Nullable Signal signal) {
            List<Float> numbers = new ArrayList<>();
            for (float number : Objects.requireNonNull(signal).values()) {
                numbers.add(number);
            }
            return numbers;
        }

        @Override
        public Raster decode(LatentShape shape, float[] latent) {
            return new Raster(shape.axes().getLast(), shape.axes().get(1), new byte[latent.length]);
        }

        @Override
        public void close() {}
    }
}
