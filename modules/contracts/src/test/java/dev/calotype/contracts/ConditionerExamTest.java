package dev.calotype.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.contracts.LiftFamily.Lifter;
import dev.calotype.contracts.LiftFamily.Options;
import dev.calotype.spi.Attribute;
import dev.calotype.spi.BackboneShape;
import dev.calotype.spi.Conditioner;
import dev.calotype.spi.ConditionerFamily;
import dev.calotype.spi.ConditionerInput;
import dev.calotype.spi.ConditionerTraits;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.Contribution;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.spi.Insertion;
import dev.calotype.spi.Precision;
import dev.calotype.spi.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of conditioning modules finds nothing in one that is right, and names each fault that is planted in it. */
final class ConditionerExamTest {
    private final ConditionerExam exam = new ConditionerExam(new Examiner(Duration.ofMinutes(1)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @BeforeEach
    void write() throws IOException {
        LiftFamily.directory(directory);
    }

    @Test
    void nothingIsFoundInAModuleThatIsRight() {
        assertThat(exam.loaded(new LiftFamily(), directory).faults()).isEmpty();
        assertThat(exam.loaded(new LiftFamily(), directory).verdicts()).hasSize(11);
    }

    @Test
    void aBackboneWithoutAKindAndOfSizesThatCannotBe() {
        assertThat(loaded(new LiftFamily() {
                    @Override
                    public ConditionerTraits describe(Path place) {
                        var none = new BackboneShape(" ", 4, List.of(8, -1), List.of(), 0);
                        return new ConditionerTraits(none, ConditionerTraits.Wants.PICTURE, false);
                    }

                    @Override
                    public long bytes(Path place, Precision precision) {
                        return -1;
                    }
                }))
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("the kind of its backbone is blank"))
                .anyMatch(fault -> fault.contains("sizes are at least 1"))
                .anyMatch(fault -> fault.startsWith("it takes -1 bytes in 32 bits and -1 in 16"));
    }

    @Test
    void aModuleThatAddsNothing() {
        assertThat(asking((input, options) -> new Contribution(Conditioning.NONE, Conditioning.NONE, null)))
                .contains("it adds neither a signal nor an insert to a whole walk at strength 1");
    }

    @Test
    void signalsOfShapesThatNoNetworkTakes() {
        Signal wrong = new Signal(new float[] {1, 2, Float.NaN, 4}, List.of(1, 2, 2));
        assertThat(asking((input, options) -> {
                    var given = new Conditioning(wrong, wrong, wrong, wrong, List.of());
                    return new Contribution(given, Conditioning.NONE, null);
                }))
                .contains(
                        "the positive tokens has shape [1, 2, 2]; [L, d] is needed",
                        "the positive pooled vector has shape [1, 2, 2]; [d] is needed",
                        "the positive time ids has shape [1, 2, 2]; [d] is needed",
                        "the positive channels has shape [1, 2, 2]; channels over [8, 16] is needed",
                        "positive.tokens of shape [1, 2, 2] has values that are not finite");
    }

    @Test
    void aModuleThatWorksAtStrengthZeroAndInTheWholeWalk() {
        assertThat(asking((input, options) -> Contribution.of(Insertion.of(Lift.of(Lifter.mean(input)), 1), null)))
                .containsOnly(
                        "an insert works at strength 1.0 where the job asks for 0; take ConditionerInput.insertion",
                        "an insert works from 0.0 to 1.0 where the job asks for 0.25 to 0.75; take"
                                + " ConditionerInput.insertion");
    }

    @Test
    void signalsThatKnowNoStrengthAndNoRange() {
        assertThat(asking((input, options) -> {
                    var mean = new Signal(new float[] {Lifter.mean(input)}, List.of(1));
                    return new Contribution(new Conditioning(null, mean), Conditioning.NONE, null);
                }))
                .containsExactly(
                        "it gives positive pooled vector at strength 0; give none",
                        "it gives positive pooled vector to the whole walk where the job asks for a part; give an"
                                + " Insert, or refuse parts with an IllegalArgumentException");
    }

    @Test
    void attributesThatAreNotHeldToTheirRange() {
        assertThat(loaded(new LiftFamily() {
                    @Override
                    public ConditionerTraits describe(Path place) {
                        return new ConditionerTraits(
                                Lift.BACKBONE,
                                ConditionerTraits.Wants.PICTURE,
                                false,
                                List.of(new Attribute("height", 0, 1, 0.5)));
                    }

                    @Override
                    public Conditioner<Options> load(Path place, DeviceSpec device, Precision precision) {
                        return new Lifter() {
                            @Override
                            public Contribution condition(ConditionerInput input, Options options) {
                                double height = input.attributes().getOrDefault("height", 0.0);
                                return Contribution.of(
                                        input.insertion(Lift.of(Lifter.mean(input) + (float) height)), null);
                            }
                        };
                    }
                }))
                .anyMatch(fault -> fault.startsWith("height left out: ") && fault.endsWith(" differs"))
                .anyMatch(fault -> fault.startsWith("'height' at NaN is taken; "))
                .anyMatch(fault -> fault.startsWith("'none-of-it' at 0.0 is taken; "));
    }

    @Test
    void promptsForSomeFramesAlone() {
        assertThat(loaded(new LiftFamily() {
                    @Override
                    public Conditioner<Options> load(Path place, DeviceSpec device, Precision precision) {
                        return new Lifter() {
                            @Override
                            public List<String> told(String prompt, int frames) {
                                return prompt.isEmpty() ? List.of() : List.of(prompt);
                            }
                        };
                    }
                }))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("it has 1 prompts for 5 frames that are told 'a red ring'; give one each");
    }

    @Test
    void aModuleThatIsIdleInAPartOfTheWalk() {
        assertThat(asking((input, options) -> {
                    double strength = input.from() > 0 ? 0 : input.strength();
                    var lift = new Insertion(Lift.of(Lifter.mean(input)), strength, 0, 1);
                    return Contribution.of(lift, null);
                }))
                .containsExactly("nothing of it works from 0.25 to 0.75");
    }

    @Test
    void anotherAnswerToTheSameInput() {
        var asked = new AtomicInteger();
        assertThat(asking((input, options) ->
                        Contribution.of(input.insertion(Lift.of(Lifter.mean(input) + asked.getAndIncrement())), null)))
                .contains(
                        "the second time: positive.inserts[0] Lift.by of shape [1] differs",
                        "the second time: negative.inserts[0] Lift.by of shape [1] differs");
    }

    @Test
    void aPictureThatIsWrittenTo() {
        assertThat(asking((input, options) -> {
                    float mean = Lifter.mean(input);
                    Signal picture = input.picture();
                    if (picture != null) {
                        picture.values()[0] = 0.25f;
                    }
                    return Contribution.of(input.insertion(Lift.of(mean)), null);
                }))
                .containsExactly("the picture is written to; take a copy, for other modules and walks read it too");
    }

    @Test
    void aPictureThatIsMissingAndAnsweredWithAnException() {
        assertThat(asking((input, options) -> {
                    if (input.picture() == null) {
                        throw new NullPointerException("picture");
                    }
                    if (input.width() != input.picture().shape().getLast()) {
                        throw new IllegalArgumentException("");
                    }
                    return Contribution.of(input.insertion(Lift.of(Lifter.mean(input))), null);
                }))
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("no picture is answered with java.lang.NullPointerException")
                        && fault.endsWith("says what was found and what it needs"))
                .contains("a picture of 7×3 is refused without a word; say what was found and what it needs");
    }

    @Test
    void aLatentOfAnotherSizeThatIsAnsweredWithAnException() {
        assertThat(asking((input, options) -> {
                    if (input.latent().axes().getLast() == 7) {
                        throw new IndexOutOfBoundsException("the edge");
                    }
                    return Contribution.of(input.insertion(Lift.of(Lifter.mean(input))), null);
                }))
                .singleElement()
                .asString()
                .startsWith("a latent of [1, 7, 7] is answered with java.lang.IndexOutOfBoundsException: the edge");
    }

    @Test
    void modulesThatShareWhatOneOfThemCloses() {
        var open = new AtomicInteger();
        assertThat(loading(() -> new Lifter() {
                    private final int number = open.incrementAndGet();

                    @Override
                    public Contribution condition(ConditionerInput input, Options options) {
                        float by = open.get() < number ? 0 : mean(input);
                        return Contribution.of(input.insertion(Lift.of(by)), null);
                    }

                    @Override
                    public void close() {
                        open.set(0);
                    }
                }))
                .contains("after another was closed: positive.inserts[0] Lift.by of shape [1] differs");
    }

    @Test
    void aModuleThatCannotBeClosed() {
        Examination examined = exam.loaded(
                planted(() -> new Lifter() {
                    @Override
                    public void close() {
                        throw new IllegalStateException("still busy");
                    }
                }),
                directory);
        assertThat(examined.verdicts().getLast().rule()).isEqualTo("it can be closed");
        assertThat(examined.verdicts().getLast().faults())
                .singleElement()
                .asString()
                .startsWith("it fails with java.lang.IllegalStateException: still busy");
    }

    private List<String> loaded(ConditionerFamily<?> family) {
        return exam.loaded(family, directory).faults();
    }

    /** A module that answers like this. */
    private interface Answer {
        Contribution to(ConditionerInput input, Options options);
    }

    private List<String> asking(Answer answer) {
        return loading(() -> new Lifter() {
            @Override
            public Contribution condition(ConditionerInput input, Options options) {
                return answer.to(input, options);
            }
        });
    }

    private List<String> loading(Supplier<Conditioner<Options>> module) {
        return loaded(planted(module));
    }

    private static LiftFamily planted(Supplier<Conditioner<Options>> module) {
        return new LiftFamily() {
            @Override
            public Conditioner<Options> load(Path place, DeviceSpec device, Precision precision) {
                return module.get();
            }
        };
    }
}
