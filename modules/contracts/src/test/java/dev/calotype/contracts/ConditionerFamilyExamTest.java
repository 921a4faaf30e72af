package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.contracts.LiftFamily.Options;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerTraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of conditioner families finds nothing in one that is right, and names each fault that is planted in it. */
final class ConditionerFamilyExamTest {
    private record Careless(double times) {}

    private record Placed(Path place) {}

    private final ConditionerExam exam = new ConditionerExam(new Examiner(Duration.ofMinutes(1)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void write() throws IOException {
        LiftFamily.directory(directory);
    }

    @Test
    void nothingIsFoundInAFamilyThatIsRight() {
        assertThat(exam.of(new LiftFamily(), directory).faults()).isEmpty();
        assertThat(exam.of(new LiftFamily(), null).faults()).isEmpty();
        assertThat(exam.of(new LiftFamily(), directory).verdicts()).hasSize(9);
    }

    @Test
    void aNameThatNobodyCanType() {
        assertThat(family(new LiftFamily() {
                    @Override
                    public String name() {
                        return "My Lifts";
                    }
                }))
                .containsExactly("its name is 'My Lifts'; use lower-case letters, digits and any of . _ -");
    }

    @Test
    void directoriesOfOthersTakenForItsOwn() {
        assertThat(family(new LiftFamily() {
                    @Override
                    public boolean recognises(Path place) {
                        return true;
                    }
                }))
                .containsExactly(
                        "it recognises an empty directory as its own", "it recognises a directory that does not exist");
    }

    @Test
    void itsOwnDirectoryDescribedOtherwiseTheSecondTime() {
        var asked = new AtomicInteger();
        assertThat(family(new LiftFamily() {
                    @Override
                    public ConditionerTraits describe(Path place) {
                        ConditionerTraits right = super.describe(place);
                        return new ConditionerTraits(right.backbone(), right.wants(), asked.getAndIncrement() == 0);
                    }
                }))
                .containsExactly("it describes " + directory + " differently the second time");
    }

    @Test
    void aFamilyThatOnlyAThreadOfItsOwnCanAsk() {
        assertThat(family(new LiftFamily() {
                    @Override
                    public ConditionerTraits describe(Path place) {
                        if (Thread.currentThread().isVirtual()) {
                            throw new IllegalStateException("no tensors here");
                        }
                        return super.describe(place);
                    }
                }))
                .singleElement()
                .asString()
                .startsWith("on a virtual thread it answers " + directory)
                .contains("no tensors here");
    }

    @Test
    void anExceptionInsteadOfAReason() {
        assertThat(family(new LiftFamily() {
                    @Override
                    public ConditionerTraits describe(Path place) {
                        try {
                            Files.readString(place.resolve(FILE));
                            return super.describe(place);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }))
                .anyMatch(fault -> fault.startsWith("a module without lift.txt is answered with java.io.Unchecked")
                        && fault.contains("throw a ModelRefused that says which file it is"));
    }

    @Test
    void aDamagedFileThatStopsItInsteadOfBeingRefused() {
        assertThat(family(new LiftFamily() {
                    @Override
                    public ConditionerTraits describe(Path place) {
                        if (recognises(place) && place.resolve(FILE).toFile().length() < TEXT.length()) {
                            throw new IndexOutOfBoundsException("the end");
                        }
                        return super.describe(place);
                    }
                }))
                .singleElement()
                .asString()
                .startsWith("a module whose lift.txt is cut off is answered with java.lang.IndexOutOfBounds");
    }

    @Test
    void anOptionThatIsTakenOutOfRange() {
        assertThat(family(new OtherOptions<>(new Careless(1))))
                .containsExactly(
                        "option 'times' with NaN is taken; refuse it with an IllegalArgumentException that says what is"
                                + " allowed");
    }

    @Test
    void defaultsThatChange() {
        var asked = new AtomicInteger(1);
        assertThat(family(new LiftFamily() {
                    @Override
                    public Options defaults() {
                        return new Options(asked.getAndUpdate(i -> 1 + i % 9));
                    }
                }))
                .anyMatch(
                        fault -> fault.startsWith("its defaults are Options[times=") && fault.endsWith("another time"));
    }

    @Test
    void anOptionThatNoJobCanWrite() {
        assertThat(family(new OtherOptions<>(new Placed(directory))))
                .anyMatch(fault -> fault.startsWith("option 'place' is a java.nio.file.Path; a job can write double"));
    }

    @Test
    void aFamilyThatThrowsFromEveryMethod() {
        Examination examined = exam.of(new ThrowingModules(), directory);
        assertThat(examined.part()).isEqualTo("conditioner family '(without a name)'");
        assertThat(examined.verdicts()).noneMatch(Examination.Verdict::isKept);
        assertThat(exam.loaded(new ThrowingModules(), directory).verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.rule()).isEqualTo("it can be opened"));
    }

    private List<String> family(ConditionerFamily<?> family) {
        return exam.of(family, directory).faults();
    }
}
