package dev.calotype.plugin.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.calotype.networks.BlockPlace;
import dev.calotype.networks.Modulation;
import dev.calotype.networks.ModulationInsert;
import dev.calotype.plugin.stablediffusion.StableDiffusionFamily;
import dev.calotype.spi.Attribute;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.tensor.SafeTensors;
import dev.calotype.tensor.Scope;
import dev.calotype.testkit.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of attributes: described, refused, asked, and what its numbers become. */
class AttributesTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final LatentShape LATENT = LatentShape.of(4, 8, 12);

    private final AttributesFamily family = new AttributesFamily();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path place;

    @Test
    void aDirectoryIsDescribedWithItsAttributes() {
        Path looks = LooksDirectory.write(place.resolve("looks"));
        assertThat(family.recognises(looks)).isTrue();
        assertThat(family.recognises(place)).isFalse();
        ConditionerTraits traits = family.describe(looks);
        assertThat(traits.attributes())
                .containsExactly(new Attribute("brightness", 0, 1, 0.5), new Attribute("age", 0, 9, 2));
        assertThat(traits.backbone())
                .isEqualTo(new BackboneShape("UNet2DConditionModel", 0, List.of(8, 16), List.of(2, 2), 0));
        assertThat(family.bytes(looks, Precision.BF16)).isEqualTo(family.bytes(looks, Precision.FP32));
    }

    @Test
    void everyFaultOfADirectoryIsToldAtOnce() throws IOException {
        String bad = """
                {"_class_name": "AttributeModulation", "embedding_dim": 0, "modulate_features": false,
                 "modulate_time": false, "block_out_channels": [8, 0],
                 "attributes": [{"name": "a b"}, {"name": "x", "minimum": 2}, {"name": "y", "default": "high"},
                                {"name": "z"}, {"name": "z"}]}""";
        Path directory = Files.createDirectory(place.resolve("bad"));
        Files.writeString(directory.resolve("config.json"), bad);
        ModelRefused refused = catchThrowableOfType(ModelRefused.class, () -> family.describe(directory));
        assertThat(refused.faults())
                .hasSize(8)
                .anyMatch(fault -> fault.contains("attributes[0] cannot be used: attribute 'a b' has no name"))
                .anyMatch(fault -> fault.contains("attribute 'x' goes from 2.0 to 1.0"))
                .anyMatch(fault -> fault.contains("default is \"high\"; a number is needed"))
                .anyMatch(fault -> fault.contains("attributes[4] has the name 'z', as another has"))
                .anyMatch(fault -> fault.contains("embedding_dim is 0"))
                .anyMatch(fault -> fault.contains("block_out_channels is [8, 0]"))
                .anyMatch(fault -> fault.contains("are both false"))
                .anyMatch(fault -> fault.contains("the file is missing"));
    }

    @Test
    void weightsOfAnotherShapeAreRefusedWithBothShapes() throws IOException {
        Path looks = LooksDirectory.write(place.resolve("looks"));
        Files.writeString(
                looks.resolve("config.json"),
                LooksDirectory.CONFIG.replace("\"embedding_dim\": 6", "\"embedding_dim\": 5"));
        assertThatThrownBy(() -> family.describe(looks))
                .hasMessageContaining("'embedding.linear_1.weight' has shape [6, 2]; by config.json it needs [5, 2]");
    }

    @Test
    void numbersBecomeScalesAndShiftsAsByHand() {
        Path looks = LooksDirectory.write(place.resolve("looks"));
        ModulationInsert insert = insert(asked(looks, Map.of("brightness", 0.75, "age", 9.0)));
        try (Scope scope = Scope.open(CPU);
                SafeTensors file = SafeTensors.open(looks.resolve("diffusion_pytorch_model.safetensors"))) {
            double[] embedded = {0.5, 1};
            embedded = linear(file, "embedding.linear_1", embedded);
            embedded = linear(file, "embedding.linear_2", activated(embedded));
            double[] film = linear(file, "up_blocks.1.films.2", activated(embedded));
            Modulation last = insert.places().getLast();
            assertThat(last.place()).isEqualTo(BlockPlace.up(1, 2));
            for (int i = 0; i < 8; i++) {
                assertThat((double) last.scale().values()[i]).isCloseTo(film[i], within(1e-6));
                assertThat((double) last.shift().values()[i]).isCloseTo(film[8 + i], within(1e-6));
            }
            double[] time = linear(file, "time", activated(embedded));
            for (int i = 0; i < 32; i++) {
                assertThat((double) insert.time().values()[i]).isCloseTo(time[i], within(1e-6));
            }
        }
    }

    @Test
    void guidedOnesLeaveTheNegativePromptAlone() {
        Path looks = LooksDirectory.write(place.resolve("looks"));
        try (var loaded = family.load(looks, CPU, Precision.FP32)) {
            Contribution plain = loaded.condition(input(Map.of()), new AttributesOptions(false));
            assertThat(plain.negative()).isEqualTo(plain.positive());
            Contribution guided = loaded.condition(input(Map.of()), new AttributesOptions(true));
            assertThat(guided.negative()).isEqualTo(Conditioning.NONE);
        }
    }

    @Test
    void whatTheModuleDoesNotKnowIsRefusedAllTogether() {
        Path looks = LooksDirectory.write(place.resolve("looks"));
        Map<String, Double> given = Map.of("brightness", Double.NaN, "age", 10.0, "agee", 1.0);
        assertThatThrownBy(() -> asked(looks, given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brightness is NaN; it must be 0.0 to 1.0; age is 10.0; it must be 0.0 to 9.0;"
                        + " there is no attribute 'agee'; known are [brightness, age]");
    }

    @Test
    void aZeroInitialisedModuleChangesNothingToTheBit() {
        Path zero = LooksDirectory.write(
                place.resolve("zero"),
                LooksDirectory.CONFIG,
                name -> name.startsWith("time") || name.contains("films"));
        try (Model model = model()) {
            Row bare = row(model, 1, Conditioning.NONE);
            Row with = row(model, 1, asked(zero, Map.of("age", 7.0)).positive());
            assertThat(model.evaluate(LATENT, List.of(with)).getFirst())
                    .containsExactly(model.evaluate(LATENT, List.of(bare)).getFirst());
        }
    }

    @Test
    void rowsOfOtherVectorsAndOfNoneShareACallAndAnswerAsAlone() {
        Path looks = LooksDirectory.write(place.resolve("looks"));
        try (Model model = model()) {
            List<Row> rows = new ArrayList<>();
            rows.add(row(model, 1, asked(looks, Map.of("age", 7.0)).positive()));
            rows.add(row(model, 2, Conditioning.NONE));
            rows.add(row(
                    model,
                    3,
                    asked(looks, Map.of("age", 0.0, "brightness", 1.0)).positive()));
            rows.add(row(model, 4, asked(looks, Map.of()).positive()));
            List<float[]> together =
                    model.evaluate(LATENT, rows).stream().map(float[]::clone).toList();
            for (int i = 0; i < rows.size(); i++) {
                float[] alone = model.evaluate(LATENT, List.of(rows.get(i))).getFirst();
                assertThat(together.get(i)).usingComparatorWithPrecision(2e-5f).containsExactly(alone);
            }
            assertThat(model.evaluate(LATENT, List.of(row(model, 1, Conditioning.NONE)))
                            .getFirst())
                    .isNotEqualTo(together.getFirst());
        }
    }

    private static Model model() {
        Path base = GoldenFolder.own("animatediff_tiny").directory().resolveSibling("base_sd_tiny");
        return new StableDiffusionFamily().load(base, CPU);
    }

    private static Row row(Model model, int seed, Conditioning added) {
        float[] x = new float[LATENT.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(seed * 1000 + i);
        }
        Conditioning told = model.encode(Prompt.of("a ring")).conditioning();
        return new Row(x, 300, told.joined(added));
    }

    private Contribution asked(Path directory, Map<String, Double> attributes) {
        try (var loaded = family.load(directory, CPU, Precision.FP32)) {
            return loaded.condition(input(attributes), family.defaults());
        }
    }

    private static ConditionerInput input(Map<String, Double> attributes) {
        return new ConditionerInput(null, 24, 16, LATENT, 1, 0, 1, attributes);
    }

    private static ModulationInsert insert(Contribution contribution) {
        return (ModulationInsert) contribution.positive().inserts().getFirst().insert();
    }

    private static double[] linear(SafeTensors file, String name, double[] x) {
        float[] weight = file.tensor(name + ".weight").toFloats();
        float[] bias = file.tensor(name + ".bias").toFloats();
        double[] sums = new double[bias.length];
        for (int o = 0; o < sums.length; o++) {
            sums[o] = bias[o];
            for (int i = 0; i < x.length; i++) {
                sums[o] += weight[o * x.length + i] * x[i];
            }
        }
        return sums;
    }

    private static double[] activated(double[] x) {
        double[] active = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            active[i] = x[i] / (1 + Math.exp(-x[i]));
        }
        return active;
    }
}
