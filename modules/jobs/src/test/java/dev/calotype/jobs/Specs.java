package dev.calotype.jobs;

import dev.calotype.spi.AdapterChoice;
import dev.calotype.spi.Correction;
import dev.calotype.spi.FlowProcess;
import dev.calotype.spi.ModelTraits;
import dev.calotype.spi.PictureSizes;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Prompting;
import dev.calotype.spi.SamplerChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Example jobs for the tests of this module. */
final class Specs {
    private Specs() {}

    static JobSpec full(String id) {
        return new JobSpec(
                id,
                "north",
                5,
                "shapes",
                List.of(new AdapterChoice("ink", 0.5), new AdapterChoice("chalk", -1)),
                "a red circle above a blue square, “quoted” 🙂",
                "blurry",
                new SamplerChoice("heun", Map.of("churn", 0.25, "order", 2)),
                SamplerChoice.of("karras"),
                20,
                new GuidanceChoice.Within(0, 0.75, new GuidanceChoice.AdaptiveProjected(4.5, 0.5, 10, -0.25)),
                List.of(new Correction.Clip(2), new Correction.DynamicThreshold(0.99, 1.5)),
                7,
                2,
                64,
                48,
                Instant.parse("2026-11-21T03:15:00.123456Z"),
                null,
                null,
                null,
                Prompting.PLAIN,
                List.of(),
                null,
                null,
                null,
                List.of());
    }

    static ModelTraits traits() {
        return new ModelTraits(
                new FlowProcess(1, false),
                new Prediction.Flow(),
                new PictureSizes(64, 64, 8, 256),
                SamplerChoice.of("euler"),
                SamplerChoice.of("flow"),
                3,
                20);
    }
}
