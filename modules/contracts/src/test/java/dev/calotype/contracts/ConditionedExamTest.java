package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inside a network that is right, the contract finds nothing in a module that is right, and names what is planted in either. */
final class ConditionedExamTest {
    private final ConditionerExam exam = new ConditionerExam(new Examiner(Duration.ofMinutes(1)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void write() throws IOException {
        LiftFamily.directory(directory);
    }

    @Test
    void nothingIsFoundInAModuleAndANetworkThatAreRight() {
        Examination examined = exam.inside(new LiftFamily(), directory, Lift.Lifted::new);
        assertThat(examined.faults()).isEmpty();
        assertThat(examined.verdicts()).hasSize(16);
        assertThat(examined.part())
                .isEqualTo("conditioner '" + directory.getFileName() + "' of family 'lift' in a model");
    }

    @Test
    void aModelWithoutAPort() {
        assertThat(inside(NormalModel::new))
                .contains("the model's traits say no backbone, so that no module goes into it")
                .anyMatch(fault ->
                        fault.startsWith("at strength 1 the answer is as without it; if the network knows no"));
    }

    @Test
    void aModuleForAnotherNetwork() {
        var other = new LiftFamily() {
            @Override
            public ConditionerTraits describe(Path place) {
                var unet = new BackboneShape("UNet", 4, List.of(), List.of(), 0);
                return new ConditionerTraits(unet, ConditionerTraits.Wants.PICTURE, false);
            }
        };
        assertThat(exam.inside(other, directory, Lift.Lifted::new).faults())
                .containsExactly(
                        "it is made for UNet, latents of 4 channels; the model has Normal, latents of 1 channels");
    }

    @Test
    void anAnswerThatIsNotFinite() {
        assertThat(inside(() -> new Lift.Lifted() {
                    @Override
                    float strength(Row row) {
                        return super.strength(row) == 0 ? 0 : Float.NaN;
                    }
                }))
                .contains("an answer with it is not finite");
    }

    @Test
    void anInsertThatIsThereAtStrengthZero() {
        assertThat(inside(() -> new Lift.Lifted() {
                    @Override
                    float strength(Row row) {
                        return super.strength(row)
                                + 1e-4f * row.conditioning().inserts().size();
                    }
                }))
                .containsExactly("at strength 0 the answer is not as without it");
    }

    @Test
    void anotherAnswerToTheSameRow() {
        var asked = new AtomicInteger();
        assertThat(inside(() -> new Lift.Lifted() {
                    @Override
                    float strength(Row row) {
                        return super.strength(row) * (1 + 1e-4f * asked.incrementAndGet());
                    }
                }))
                .containsExactly("the same row is answered otherwise the second time");
    }

    @Test
    void oneInsertForAllRowsOfACall() {
        assertThat(inside(() -> new Lift.Lifted() {
                    @Override
                    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
                        float first = strength(rows.getFirst());
                        return rows.stream()
                                .map(row -> lifted(answer(row, row.time()), first))
                                .toList();
                    }
                }))
                .anyMatch(fault -> fault.startsWith("row 1, without it, alone and with four others: answers differ by"))
                .anyMatch(fault -> fault.startsWith("row 2, with it, alone and with four others: answers differ by"));
    }

    private List<String> inside(Supplier<Model> model) {
        return exam.inside(new LiftFamily(), directory, model).faults();
    }
}
