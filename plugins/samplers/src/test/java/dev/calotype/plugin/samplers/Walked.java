package dev.calotype.plugin.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calotype.engine.Engine;
import dev.calotype.engine.Guidance;
import dev.calotype.engine.StepReport;
import dev.calotype.engine.TorchNoise;
import dev.calotype.engine.Walk;
import dev.calotype.spi.Conditioning;
import dev.calotype.spi.LatentShape;
import dev.calotype.spi.Level;
import dev.calotype.spi.Network;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Sampler;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The samplers under test, and walks of theirs through the engine on networks that give the denoised value. */
final class Walked {
    static final Map<String, Sampler> SAMPLERS = new LinkedHashMap<>();

    static {
        SAMPLERS.put("euler", new Euler().create(new NoOptions()));
        SAMPLERS.put("heun", new Heun().create(new NoOptions()));
        SAMPLERS.put("ddim", new Ddim().create(new Ddim.Options(0)));
        SAMPLERS.put("ddim-eta-1", new Ddim().create(new Ddim.Options(1)));
        SAMPLERS.put("dpm++2m", new DpmPlusPlus2M().create(new DpmPlusPlus2M.Options(false)));
        SAMPLERS.put("euler-ancestral", new EulerAncestral().create(new EulerAncestral.Options(1)));
        SAMPLERS.put("ddpm", new Ddpm().create(new Ddpm.Options(Ddpm.Variance.SMALL)));
        SAMPLERS.put("ddpm-large", new Ddpm().create(new Ddpm.Options(Ddpm.Variance.LARGE)));
    }

    private Walked() {}

    static Sampler sampler(String name) {
        return Objects.requireNonNull(SAMPLERS.get(name), name);
    }

    static Walk walk(String id, Sampler sampler, List<Level> levels, NoiseProcess process, int size, long seed) {
        return new Walk(
                id,
                LatentShape.of(size),
                sampler.plan(levels, process),
                new Prediction.Sample(),
                new Guidance.None(),
                Conditioning.NONE,
                Conditioning.NONE,
                new TorchNoise(seed),
                null);
    }

    static float[] alone(Network network, Walk walk) {
        var engine = new Engine(network, 1);
        engine.add(walk);
        return Objects.requireNonNull(finish(engine).get(walk.id()));
    }

    /** Steps until no walk is left; gives each result by its walk's id. */
    static Map<String, float[]> finish(Engine engine) {
        Map<String, float[]> results = new HashMap<>();
        while (engine.size() > 0) {
            StepReport report = engine.step();
            assertThat(report.failed()).isEmpty();
            report.finished().forEach(finished -> results.put(finished.id(), finished.latent()));
        }
        return results;
    }
}
