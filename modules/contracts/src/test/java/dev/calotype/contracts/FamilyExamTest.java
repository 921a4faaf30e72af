package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.ModelFamily;
import dev.calotype.spi.ModelRefused;
import dev.calotype.spi.ModelTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of model families finds nothing in one that is right, and names each fault that is planted in it. */
final class FamilyExamTest {
    private final FamilyExam exam = new FamilyExam(new Examiner(Duration.ofMinutes(1)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void write() throws IOException {
        NormalFamily.directory(directory);
    }

    @Test
    void nothingIsFoundInAFamilyThatIsRight() {
        assertThat(exam.of(new NormalFamily(NormalModel::new), directory).faults())
                .isEmpty();
        assertThat(exam.of(new NormalFamily(NormalModel::new), null).faults()).isEmpty();
    }

    @Test
    void aNameThatNobodyCanType() {
        assertThat(faults(new NormalFamily(NormalModel::new) {
                    @Override
                    public String name() {
                        return "Normal Models";
                    }
                }))
                .anyMatch(fault -> fault.startsWith("its name is 'Normal Models'; use lower-case letters"));
    }

    @Test
    void directoriesOfOthersTakenForItsOwn() {
        assertThat(faults(new NormalFamily(NormalModel::new) {
                    @Override
                    public boolean recognises(Path place) {
                        return true;
                    }
                }))
                .contains(
                        "it recognises an empty directory as its own", "it recognises a directory that does not exist");
    }

    @Test
    void anExceptionInsteadOfAReason() {
        assertThat(faults(new NormalFamily(NormalModel::new) {
                    @Override
                    public ModelTraits describe(Path place) {
                        try {
                            Files.readString(place.resolve(INDEX));
                            return super.describe(place);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }))
                .anyMatch(fault -> fault.startsWith("a model without index.txt is answered with java.io.Unchecked")
                        && fault.contains("line")
                        && fault.contains("throw a ModelRefused that says which file it is"));
    }

    @Test
    void aRefusalWithoutAReason() {
        assertThat(faults(new NormalFamily(NormalModel::new) {
                    @Override
                    public ModelTraits describe(Path place) {
                        try {
                            return super.describe(place);
                        } catch (ModelRefused e) {
                            throw new ModelRefused(place.toString(), List.of());
                        }
                    }
                }))
                .contains(
                        "a model whose index.txt is cut off is refused without a reason; say which file, what was found,"
                                + " what is needed");
    }

    @Test
    void aFamilyThatThrowsFromEveryMethod() {
        Examination examined = exam.of(new ThrowingFamily(), directory);
        assertThat(examined.part()).isEqualTo("model family '(without a name)'");
        assertThat(examined.verdicts()).noneMatch(Examination.Verdict::isKept);
    }

    private List<String> faults(ModelFamily family) {
        return exam.of(family, directory).faults();
    }
}
