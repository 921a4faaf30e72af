package dev.calotype.plugin.stablediffusion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import dev.calotype.testkit.GoldenFolder;
import dev.calotype.testkit.GoldenLedger;
import dev.calotype.testkit.GoldenTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** LoRA files of every form against the reference's numbers: text states, U-Net answers, pictures step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoraGoldenTest {
    private static final Pattern CHOICE = Pattern.compile("(\\w+) at (?:scale )?([0-9.]+)");
    private static final Pattern TIME = Pattern.compile("t=([0-9.]+)");

    @RegisterExtension
    final GoldenLedger lora = new GoldenLedger("lora");

    @TestFactory
    Stream<DynamicTest> adaptersChangeTheModelAsTheReferenceDoes(@TempDir Path directory) {
        return lora.tests(goldens -> {
            AdaptedModel adapted = adapted(goldens, directory);
            Stream<DynamicTest> forwards = goldens.expected("").stream()
                    .filter(name -> name.endsWith("/unet_out") || name.endsWith("/text"))
                    .map(name -> lora.test(name, () -> forward(goldens, adapted, name)));
            Stream<DynamicTest> pictures = goldens.cases().stream()
                    .map(about -> lora.test(about.path("id").asText(), () -> picture(goldens, adapted, about)));
            return Stream.concat(forwards, pictures);
        });
    }

    private static void forward(GoldenFolder goldens, AdaptedModel adapted, String name) {
        List<AdapterChoice> choices = choices(about(goldens, name));
        try (StableDiffusionModel model = adapted.load()) {
            goldens.check(name, name.endsWith("/text") ? text(goldens, model, choices) : unet(goldens, model, choices));
        }
    }

    private static void picture(GoldenFolder goldens, AdaptedModel adapted, JsonNode about) {
        try (StableDiffusionModel model = adapted.load()) {
            List<AdapterChoice> choices = choices(about.path("note").asText());
            new TextToImageCase(goldens, about, model, choices).check();
        }
    }

    private static float[] text(GoldenFolder goldens, StableDiffusionModel model, List<AdapterChoice> choices) {
        List<float[]> rows = new ArrayList<>();
        goldens.description().path("prompts").forEach(prompt -> {
            Signal tokens = model.encode(new Prompt(prompt.asText(), Prompting.PLAIN, choices))
                    .conditioning()
                    .tokens();
            rows.add(tokens == null ? new float[0] : tokens.values());
        });
        return joined(rows);
    }

    /** What the U-Net answers with these adapters. */
    static float[] unet(GoldenFolder goldens, StableDiffusionModel model, List<AdapterChoice> choices) {
        GoldenTensor sample = goldens.tensor("unet/sample");
        GoldenTensor context = goldens.tensor("unet/context");
        var shape = new LatentShape(sample.shape().subList(1, sample.shape().size()));
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < sample.shape().getFirst(); row++) {
            GoldenTensor tokens = context.part(row);
            var conditioning = Conditioning.ofTokens(new Signal(tokens.floats(), tokens.shape()))
                    .with(choices);
            rows.add(new Row(sample.part(row).floats(), time(goldens), conditioning));
        }
        return joined(model.evaluate(shape, rows));
    }

    /** The time that the U-Net was told, which not every description repeats. */
    private static double time(GoldenFolder goldens) {
        return goldens.expected("").stream()
                .map(name -> TIME.matcher(about(goldens, name)))
                .filter(Matcher::find)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** The adapters that a description speaks of. */
    static List<AdapterChoice> choices(String about) {
        return CHOICE.matcher(about)
                .results()
                .filter(found -> !found.group(1).equals("none"))
                .map(found -> new AdapterChoice(found.group(1), Double.parseDouble(found.group(2))))
                .toList();
    }

    /** What is said about a tensor. */
    static String about(GoldenFolder goldens, String name) {
        return goldens.description().path("tensors").path(name).path("desc").asText();
    }

    private static float[] joined(List<float[]> rows) {
        int size = rows.getFirst().length;
        float[] all = new float[rows.size() * size];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, all, row * size, size);
        }
        return all;
    }

    private static AdaptedModel adapted(GoldenFolder goldens, Path directory) {
        try {
            return AdaptedModel.of(goldens, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
