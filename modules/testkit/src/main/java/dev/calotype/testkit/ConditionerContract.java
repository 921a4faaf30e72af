package dev.calotype.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What every conditioning module keeps to, as tests: a plugin's own test extends this and names a small module and a small
 * model that it goes into.
 *
 * @param <O> the record of the family's options
 */
public abstract class ConditionerContract<O extends Record> {
    private static final DeviceSpec CPU = new DeviceSpec(DeviceSpec.Kind.CPU, 0);
    private static final float TOLERANCE = 5e-5f;
    private static final int SIDE = 16;
    private static final int FURTHER = 8;
    private static final int FRAMES = 3;

    /** The family. */
    protected abstract ConditionerFamily<O> family();

    /** Where a small module lies. */
    protected abstract Path directory();

    /** A small model that it goes into; the test closes it. */
    protected abstract Model model();

    @Test
    final void recognisesItsDirectoryAndFitsItsModel() {
        assertThat(family().recognises(directory())).isTrue();
        assertThat(family().recognises(Path.of("no", "such", "directory"))).isFalse();
        assertThat(family().bytes(directory(), Precision.FP32)).isPositive();
        try (Model model = model()) {
            assertThat(family().describe(directory())
                            .backbone()
                            .fits(Objects.requireNonNull(model.traits().backbone())))
                    .isTrue();
        }
    }

    @Test
    final void isDescribedOnTheThreadsOfTheDoorWhichAreVirtual() throws InterruptedException {
        var described = new AtomicReference<ConditionerTraits>();
        Thread.ofVirtual()
                .start(() -> described.set(family().describe(directory())))
                .join();
        assertThat(described.get()).isEqualTo(family().describe(directory()));
    }

    @Test
    final void rowsKeepTheirShapeAndTheSameInputGivesTheSameAnswer() {
        try (Model model = model();
                Conditioner<O> conditioner = load()) {
            LatentShape shape = shape(model);
            float[] first =
                    answer(model, List.of(row(model, conditioner, 1, 1))).getFirst();
            float[] again =
                    answer(model, List.of(row(model, conditioner, 1, 1))).getFirst();
            assertThat(first).hasSize(shape.size()).isEqualTo(again);
            for (float value : first) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    final void itChangesSomethingAndAtStrengthZeroItIsAbsentToTheBit() {
        try (Model model = model();
                Conditioner<O> conditioner = load()) {
            float[] bare = answer(model, List.of(bare(model))).getFirst();
            assertThat(answer(model, List.of(row(model, conditioner, 1, 1))).getFirst())
                    .isNotEqualTo(bare);
            assertThat(answer(model, List.of(row(model, conditioner, 1, 0))).getFirst())
                    .isEqualTo(bare);
        }
    }

    @Test
    final void companyInACallChangesNothing() {
        try (Model model = model();
                Conditioner<O> conditioner = load()) {
            List<Row> rows = List.of(
                    row(model, conditioner, 1, 1),
                    bare(model),
                    row(model, conditioner, 2, 0.5),
                    row(model, conditioner, 3, 0),
                    bare(model));
            List<float[]> together = answer(model, rows);
            for (int i = 0; i < rows.size(); i++) {
                float[] alone = answer(model, List.of(rows.get(i))).getFirst();
                assertThat(together.get(i))
                        .usingComparatorWithPrecision(TOLERANCE)
                        .containsExactly(alone);
            }
        }
    }

    private Conditioner<O> load() {
        return family().load(directory(), CPU, Precision.FP32);
    }

    private Row row(Model model, Conditioner<O> conditioner, int picture, double strength) {
        var input = new ConditionerInput(picture(picture), SIDE, SIDE + FURTHER, shape(model), strength, 0, 1);
        Conditioning added = conditioner.condition(input, family().defaults()).positive();
        return row(model, added);
    }

    private Row bare(Model model) {
        return row(model, Conditioning.NONE);
    }

    private Row row(Model model, Conditioning added) {
        Conditioning prompt = model.encode(Prompt.of("a red circle")).conditioning();
        return new Row(noise(1, shape(model).size()), 300, prompt.joined(added));
    }

    private List<float[]> answer(Model model, List<Row> rows) {
        return new ArrayList<>(model.evaluate(shape(model), rows));
    }

    /** Of a picture, or of a video for a module that makes frames. */
    private LatentShape shape(Model model) {
        LatentShape picture = model.latentShape(SIDE, SIDE + FURTHER);
        return family().describe(directory()).makesFrames() ? picture.ofFrames(FRAMES) : picture;
    }

    private static Signal picture(int seed) {
        float[] values = noise(seed, 3 * SIDE * (SIDE + FURTHER));
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i] / 2, -1, 1);
        }
        return new Signal(values, List.of(3, SIDE + FURTHER, SIDE));
    }

    private static float[] noise(int seed, int size) {
        var random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
