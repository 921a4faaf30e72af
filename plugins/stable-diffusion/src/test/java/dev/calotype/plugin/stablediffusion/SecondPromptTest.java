package dev.calotype.plugin.stablediffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calotype.networks.ClipTextModel;
import dev.calotype.networks.ClipTextModelWithProjection;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Model;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.Signal;
import dev.calotype.spi.WeightStorage;
import dev.calotype.tensor.Scope;
import dev.calotype.tensor.Tensor;
import dev.calotype.testkit.GoldenFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What two text encoders read, if that is not the same. */
class SecondPromptTest {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);

    /** Of a token's state in the first encoder, and in both. */
    private static final int FIRST = 16;

    private static final int BOTH = 40;

    private final Path golden = GoldenFolder.own("sdxl_tiny").directory();
    private final StableDiffusionFamily family = new StableDiffusionFamily();

    /** The states and the projected text that a second text encoder gives, called by itself. */
    private record Direct(Signal states, Signal projected) {}

    @Test
    void theSameTextTwiceIsTheSameToTheLastBit() {
        try (Model model = family.load(golden, CPU)) {
            for (String text : List.of("a horse", "", "a horse on mars ".repeat(30))) {
                Conditioning once = model.encode(Prompt.of(text)).conditioning();
                Conditioning twice = model.encode(second(text, text)).conditioning();
                assertThat(values(twice.tokens())).containsExactly(values(once.tokens()));
                assertThat(values(twice.pooled())).containsExactly(values(once.pooled()));
            }
        }
    }

    @Test
    void anotherTextChangesTheSecondEncodersPartAlone() {
        Direct robot = direct("a small robot");
        try (Model model = family.load(golden, CPU)) {
            Conditioning horse = model.encode(Prompt.of("a horse")).conditioning();
            Conditioning both = model.encode(second("a horse", "a small robot")).conditioning();
            float[] before = values(horse.tokens());
            float[] after = values(both.tokens());
            for (int token = 0; token < 77; token++) {
                int at = token * BOTH;
                int in = token * (BOTH - FIRST);
                assertThat(Arrays.copyOfRange(after, at, at + FIRST))
                        .containsExactly(Arrays.copyOfRange(before, at, at + FIRST));
                assertThat(Arrays.copyOfRange(after, at + FIRST, at + BOTH))
                        .containsExactly(Arrays.copyOfRange(robot.states().values(), in, in + BOTH - FIRST));
            }
            assertThat(values(both.pooled())).containsExactly(robot.projected().values());
            assertThat(values(both.pooled())).isNotEqualTo(values(horse.pooled()));
        }
    }

    @Test
    void aSecondNegativePromptIsReadBesideNone() {
        Direct dark = direct("dark");
        try (Model model = family.load(golden, CPU)) {
            Conditioning avoided = model.encodeNegative(second("", "dark")).conditioning();
            assertThat(values(avoided.pooled()))
                    .containsExactly(dark.projected().values());
            assertThat(values(model.encodeNegative(Prompt.of("")).conditioning().pooled()))
                    .containsOnly(0f);
        }
    }

    @Test
    void aModelWithOneTextEncoderHasNoUseForIt() {
        Path single = GoldenFolder.own("sd15_tiny").directory();
        assertThat(family.describe(golden).secondPrompt()).isTrue();
        assertThat(family.describe(single).secondPrompt()).isFalse();
        try (Model model = family.load(single, CPU)) {
            assertThatThrownBy(() -> model.encode(second("a horse", "a horse")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("this model has none, leave out 'second'");
        }
    }

    private Direct direct(String text) {
        ModelDirectory.Text files = ModelReading.read(golden).networks().texts().getLast();
        try (var opening = new Opening(CPU, WeightStorage.PLAIN);
                Scope scope = Scope.open(CPU)) {
            var network =
                    opening.open(files.weights(), weights -> new ClipTextModelWithProjection(files.config(), weights));
            ClipTextModel.States states =
                    network.apply(List.of(files.tokenizer().encode(text).ids()));
            assertThat(scope.owned()).isPositive();
            return new Direct(signal(ClipTextModel.before(states, 1)), signal(network.project(states)));
        }
    }

    private static Signal signal(Tensor tensor) {
        float[] values = tensor.toFloats();
        return new Signal(values, List.of(values.length));
    }

    private static Prompt second(String first, String second) {
        return new Prompt(first, Prompting.PLAIN, List.of(), second);
    }

    private static float[] values(@Nullable Signal signal) {
        return Objects.requireNonNull(signal).values();
    }
}
