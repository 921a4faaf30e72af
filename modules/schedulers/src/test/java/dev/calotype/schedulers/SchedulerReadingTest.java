package dev.calotype.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.calotype.configs.ConfigReader;
import dev.calotype.spi.Correction;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reading says of configurations that users really have, and of those that nobody should. */
final class SchedulerReadingTest {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    @Test
    void aFieldThatNobodyKnowsIsAWarningByName() {
        json.put("_class_name", "EulerDiscreteScheduler").put("sparkle", 3).put("_diffusers_version", "0.40.0");
        assertThat(read().warnings()).containsExactly("scheduler_config.json: sparkle is not known, and ignored");
    }

    @Test
    void aClassThatNobodyKnowsIsReadAsTheNearestAndSaysSo() {
        json.put("_class_name", "WishfulScheduler");
        SchedulerReading reading = read();
        assertThat(reading.sampler().name()).isEqualTo("dpm++2m");
        assertThat(reading.approximations()).singleElement().asString().contains("WishfulScheduler");
    }

    @Test
    void valuesThatAreNotSupportedAreFaultsByField() {
        json.put("_class_name", "EulerDiscreteScheduler")
                .put("timestep_spacing", "wild")
                .put("beta_schedule", "steep");
        ConfigReader reader = reader();
        SchedulerReading.of(reader);
        assertThat(reader.faults())
                .anySatisfy(fault -> assertThat(fault).contains("timestep_spacing is 'wild'"))
                .anySatisfy(fault -> assertThat(fault).contains("beta_schedule is 'steep'"));
    }

    @Test
    void twoCurvesAtOnceAreAFault() {
        json.put("_class_name", "UniPCMultistepScheduler")
                .put("use_karras_sigmas", true)
                .put("use_beta_sigmas", true);
        ConfigReader reader = reader();
        SchedulerReading.of(reader);
        assertThat(reader.faults())
                .singleElement()
                .asString()
                .contains("use_karras_sigmas")
                .contains("use_beta_sigmas");
    }

    @Test
    void ddimClipsUnlessItIsToldNotToAndPndmNever() {
        json.put("_class_name", "DDIMScheduler");
        assertThat(read().corrections()).isEqualTo(List.of(new Correction.Clip(1)));
        json.put("clip_sample", false);
        assertThat(read().corrections()).isEmpty();
        json.put("_class_name", "PNDMScheduler").put("clip_sample", true);
        assertThat(read().corrections()).isEmpty();
    }

    @Test
    void invertedSigmasAreATimeThatRunsTowardsData() {
        json.put("_class_name", "FlowMatchEulerDiscreteScheduler").put("invert_sigmas", true);
        SchedulerReading reading = read();
        assertThat(reading.prediction()).isEqualTo(new Prediction.FlowToData());
        assertThat(reading.process().atTime(1000).isClean()).isTrue();
        assertThat(reading.process().range().noisiest()).isZero();
    }

    @Test
    void everyProcessFindsTheTimeOfItsOwnRatios() {
        List<NoiseProcess> processes = List.of(
                new CircleProcess(),
                new PreservingProcess(0.1, 20, 0.001),
                new FlowProcess(1000, false),
                new FlowProcess(1000, true),
                new ExplodingProcess(0.01, 80, ExplodingProcess.Telling.SIGMA),
                new ExplodingProcess(0.01, 80, ExplodingProcess.Telling.QUARTER_LOG),
                new ExplodingProcess(0.01, 80, ExplodingProcess.Telling.LOG_250),
                new ExplodingProcess(0.01, 80, ExplodingProcess.Telling.ARC));
        for (NoiseProcess process : processes) {
            double from = process.range().noisiest();
            double to = process.range().cleanest();
            for (double share = 0.1; share < 1; share += 0.2) {
                double time = from + share * (to - from);
                assertThat(process.atRatio(process.atTime(time).ratio()).time())
                        .as(process + " at " + time)
                        .isCloseTo(time, within(1e-9 * Math.max(1, Math.abs(time))));
            }
        }
    }

    @Test
    void aShiftGrowsWithThePicture() {
        json.put("use_dynamic_shifting", true);
        DynamicShift shift = DynamicShift.read(reader());
        assertThat(shift.mu(256)).isCloseTo(0.5, within(1e-12));
        assertThat(shift.mu(4096)).isCloseTo(1.15, within(1e-12));
        assertThat(shift.shift(0.9)).isCloseTo(Math.exp(0.9), within(1e-12));
    }

    private SchedulerReading read() {
        return SchedulerReading.of(reader());
    }

    private ConfigReader reader() {
        return ConfigReader.of("scheduler_config.json", json);
    }
}
