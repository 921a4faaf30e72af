package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.networks.ControlNetInsert;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import dev.calotype.spi.Trajectory;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.Planned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight walks, each with other modules inside the network, are one network call a step and end where each ends alone. */
class MixesTest {
    private static final GoldenFolder CONTROL = GoldenFolder.own("controlnet_tiny");
    private static final GoldenFolder IMAGES = GoldenFolder.own("ip_adapter_tiny");
    private static final int STEPS = 6;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void eightMixesInFlightAreEachAsAlone(@TempDir Path directory) throws IOException {
        AdaptedModel adapted = AdaptedModel.of(GoldenFolder.own("lora"), directory);
        try (StableDiffusionModel model = adapted.load();
                var first = ControlNetFile.of(CONTROL.directory().resolve("controlnet1"));
                var second = ControlNetFile.of(CONTROL.directory().resolve("controlnet2"));
                var images = ImageAdapterFile.of(IMAGES)) {
            List<Walk> mixes = mixes(model, first, second, images);
            Map<String, float[]> together = ends(model, mixes);
            int shared = calls.getAndSet(0);
            double furthest = 0;
            for (Walk walk : mixes(model, first, second, images)) {
                float[] alone = end(ends(model, List.of(walk)), walk.id());
                double apart = distance(alone, end(together, walk.id()));
                assertThat(apart).as(walk.id()).isLessThan(1e-5);
                furthest = Math.max(furthest, apart);
            }
            System.out.println(mixes.size() + " mixes of " + STEPS + " steps: " + shared + " network calls together, "
                    + calls.get() + " one after the other; at most " + furthest + " apart");
            assertThat(shared).isEqualTo(STEPS);
            assertThat(together.values().stream().map(Arrays::hashCode).distinct())
                    .hasSize(mixes.size());
        }
    }

    /** New each time: a walk draws its own noise. */
    private static List<Walk> mixes(
            StableDiffusionModel model, ControlNetFile first, ControlNetFile second, ImageAdapterFile images) {
        Insertion edges = control(first, "pipe/cond", 1);
        Insertion weak = control(first, "pipe/cond", 0.4);
        Insertion other = control(second, "pipe/cond2", 0.7);
        Insertion image = Insertion.of(images.insert(IMAGES.tensor("image_embeds")), 0.6);
        Insertion late = new Insertion(InsertsGoldenTest.features(GoldenFolder.own("t2i_adapter_tiny")), 0.8, 0.5, 1);
        List<AdapterChoice> ink = List.of(new AdapterChoice("peft_form", 0.8));
        List<AdapterChoice> two =
                List.of(new AdapterChoice("kohya_conv_form", 0.5), new AdapterChoice("peft_form", -0.3));
        return List.of(
                walk(model, "bare", List.of(), List.of()),
                walk(model, "a LoRA", ink, List.of()),
                walk(model, "two LoRAs", two, List.of()),
                walk(model, "a ControlNet", List.of(), List.of(edges)),
                walk(model, "two ControlNets", List.of(), List.of(weak, other)),
                walk(model, "an image prompt", List.of(), List.of(image)),
                walk(model, "a hint in the second half", List.of(), List.of(late)),
                walk(model, "all", two, List.of(weak, image, late)));
    }

    private static Insertion control(ControlNetFile network, String hint, double strength) {
        return Insertion.of(
                new ControlNetInsert(
                        network.network(), network.embedded(CONTROL.tensor(hint)), ControlNetInsert.Guess.OFF),
                strength);
    }

    private static Walk walk(
            StableDiffusionModel model, String id, List<AdapterChoice> adapters, List<Insertion> inserts) {
        LatentShape shape = model.latentShape(24, 16);
        var process = model.traits().process();
        Trajectory plan = Planned.sampler(SamplerChoice.of("euler"))
                .plan(Planned.levels(model.traits().schedule(), STEPS, process), process);
        Conditioning told = model.encode(new Prompt("a red circle", Prompting.PLAIN, adapters))
                .conditioning()
                .withInserts(inserts);
        Conditioning avoided = model.encodeNegative(new Prompt("", Prompting.PLAIN, adapters))
                .conditioning()
                .withInserts(inserts);
        return new Walk(
                id,
                shape,
                plan,
                model.traits().prediction(),
                new Guidance.ClassifierFree(4, 0),
                told,
                avoided,
                new TorchNoise(7),
                null);
    }

    private static float[] end(Map<String, float[]> ends, String walk) {
        return Objects.requireNonNull(ends.get(walk));
    }

    /** The length of the difference as a share of that of the first. */
    private static double distance(float[] alone, float[] inCompany) {
        double squares = 0;
        double all = 0;
        for (int i = 0; i < alone.length; i++) {
            squares += Math.pow(alone[i] - inCompany[i], 2);
            all += Math.pow(alone[i], 2);
        }
        return Math.sqrt(squares / all);
    }

    private Map<String, float[]> ends(StableDiffusionModel model, Iterable<Walk> walks) {
        var engine = new Engine(
                (shape, rows) -> {
                    calls.incrementAndGet();
                    return model.evaluate(shape, rows);
                },
                64);
        walks.forEach(engine::add);
        Map<String, float[]> ends = new HashMap<>();
        while (engine.size() > 0) {
            var report = engine.step();
            assertThat(report.failed()).isEmpty();
            report.finished().forEach(done -> ends.put(done.id(), done.latent()));
        }
        return ends;
    }
}
