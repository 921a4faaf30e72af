package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.spi.Correction;
import dev.calotype.spi.Document;
import dev.calotype.spi.Encoding;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Model;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.Posterior;
import dev.calotype.spi.Product;
import dev.calotype.spi.Projection;
import dev.calotype.spi.Prompt;
import dev.calotype.spi.Row;
import dev.calotype.spi.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of loaded models finds nothing in one that is right, and names each fault that is planted in it. */
final class ModelExamTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void write() throws IOException {
        NormalFamily.directory(directory);
    }

    @Test
    void nothingIsFoundInAModelThatIsRight() {
        assertThat(faults(new NormalModel())).isEmpty();
    }

    @Test
    void oneTimeForAllRows() {
        assertThat(faults(new NormalModel() {
                    @Override
                    public List<float[]> evaluate(LatentShape shape, List<Row> rows) {
                        double first = rows.getFirst().time();
                        return rows.stream().map(row -> answer(row, first)).toList();
                    }
                }))
                .anyMatch(fault -> fault.startsWith("row 1 alone and with two others: answers differ by up to"));
    }

    @Test
    void answersInOneSharedArray() {
        float[] shared = new float[16];
        assertThat(faults(new NormalModel() {
                    @Override
                    float[] answer(Row row, double time) {
                        System.arraycopy(super.answer(row, time), 0, shared, 0, shared.length);
                        return shared;
                    }
                }))
                .anyMatch(fault -> fault.contains("alone and with two others"));
    }

    @Test
    void rowsThatAreWrittenTo() {
        assertThat(faults(new NormalModel() {
                    @Override
                    float[] answer(Row row, double time) {
                        float[] answer = super.answer(row, time);
                        Arrays.fill(row.x(), 0);
                        return answer;
                    }
                }))
                .contains("the row's latent is written to; take a copy");
    }

    @Test
    void anAnswerOfAnotherSize() {
        assertThat(faults(new NormalModel() {
                    @Override
                    float[] answer(Row row, double time) {
                        return new float[3];
                    }
                }))
                .contains(
                        "row 0 has an answer of 3 values; the latent LatentShape[axes=[1, 4, 4]] has 16, and twice as many"
                                + " are for learned variances");
    }

    @Test
    void aPredictionThatIsNotWhatTheNetworkAnswers() {
        assertThat(faults(new NormalModel() {
                    @Override
                    float[] answer(Row row, double time) {
                        float[] answer = super.answer(row, time);
                        for (int i = 0; i < answer.length; i++) {
                            answer[i] *= 1e6f;
                        }
                        return answer;
                    }
                }))
                .anyMatch(fault -> fault.startsWith("it ends at values up to") && fault.contains("prediction"));
    }

    @Test
    void traitsThatCannotBePlannedWith() {
        assertThat(faults(new NormalModel() {
                    @Override
                    public ModelTraits traits() {
                        return traits(PROCESS, 14, List.of());
                    }
                }))
                .contains("width is 14 where a job names none; it must be a multiple of 4 up to 64")
                .anyMatch(fault -> fault.startsWith("the sizes is PictureSizes[width=16"));
    }

    @Test
    void promptsThatAreReadDifferentlyEachTime() {
        var count = new AtomicInteger();
        assertThat(faults(new NormalModel() {
                    @Override
                    public Encoding encode(Prompt prompt) {
                        return super.encode(Prompt.of(prompt.plain() + "x".repeat(count.incrementAndGet() % 7)));
                    }
                }))
                .contains("the prompt 'a red ring' is encoded to other signals the second time");
    }

    @Test
    void anAdapterThatIsTakenUnseen() {
        assertThat(faults(new NormalModel() {
                    @Override
                    public Encoding encode(Prompt prompt) {
                        return super.encode(Prompt.of(prompt.text()));
                    }
                }))
                .contains("'no such adapter' is taken; refuse it with an IllegalArgumentException");
    }

    @Test
    void picturesThatItsTraitsDoNotTake() {
        assertThat(faults(new NormalModel() {
                    @Override
                    public Posterior posterior(Signal picture) {
                        return new Posterior(new float[16], new float[16]);
                    }
                }))
                .anyMatch(fault -> fault.startsWith("its traits say that it takes no pictures, and it takes one"));
    }

    @Test
    void aProductThatIsDifferentEachTime() {
        var count = new AtomicInteger();
        assertThat(faults(new NormalModel() {
                    @Override
                    public Product decode(LatentShape shape, float[] latent) {
                        return new Document("text/csv", new byte[] {(byte) count.incrementAndGet()});
                    }
                }))
                .contains("product 0, a document of text/csv, has other bytes the second time");
    }

    @Test
    void aProjectionThatWritesToItsArgument() {
        assertThat(faults(projecting(latent -> {
                    Arrays.fill(latent, 0);
                    return latent;
                })))
                .contains("a projection writes to the latent that it is given; take a copy");
    }

    @Test
    void aProjectionThatGoesOnMoving() {
        assertThat(faults(projecting(latent -> {
                    float[] half = latent.clone();
                    for (int i = 0; i < half.length; i++) {
                        half[i] /= 2;
                    }
                    return half;
                })))
                .anyMatch(fault -> fault.startsWith("a latent that was projected moves by"));
    }

    @Test
    void aModelThatCannotBeLoaded() {
        Examination examined = exam(60).loaded(new ThrowingFamily(), directory);
        assertThat(examined.faults())
                .singleElement()
                .asString()
                .startsWith(
                        "it fails with java.lang.AssertionError: never at dev.calotype.contracts.ThrowingFamily.load");
    }

    @Test
    void aNetworkThatNeverAnswersIsAskedNoMore() {
        var never = new CountDownLatch(1);
        Examination examined = exam(2).loaded(
                        new NormalFamily(() -> new NormalModel() {
                            @Override
                            float[] answer(Row row, double time) {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                return new float[0];
                            }
                        }),
                        directory);
        assertThat(examined.verdicts().getLast().faults())
                .containsExactly("it gives no answer within 2 s; the rules after this one are left out");
        never.countDown();
    }

    private List<String> faults(Model model) {
        return exam(60).loaded(new NormalFamily(() -> model), directory).faults();
    }

    private static FamilyExam exam(int seconds) {
        return new FamilyExam(new Examiner(Duration.ofSeconds(seconds)));
    }

    private static Model projecting(Projection projection) {
        return new NormalModel() {
            @Override
            public ModelTraits traits() {
                return traits(PROCESS, 16, List.of(new Correction.Projected(projection)));
            }
        };
    }
}
