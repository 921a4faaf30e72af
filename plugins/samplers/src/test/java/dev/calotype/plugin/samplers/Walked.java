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
import dev.calotype.spi.SamplerFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The samplers under test, and walks of theirs through the engine on networks that give the denoised value. */
final class Walked {
    static final Map<String, Sampler> SAMPLERS = new LinkedHashMap<>();

    static {
        SAMPLERS.put("euler", made(new Euler()));
        SAMPLERS.put("heun", made(new Heun()));
        SAMPLERS.put("ddim", new Ddim().create(new Ddim.Options(0, Arrival.NEXT, false)));
        SAMPLERS.put("ddim-eta-1", new Ddim().create(new Ddim.Options(1, Arrival.NEXT, false)));
        SAMPLERS.putAll(Solvers.all());
        SAMPLERS.put("euler-ancestral", new EulerAncestral().create(new EulerAncestral.Options(1)));
        SAMPLERS.put("ddpm", new Ddpm().create(ddpm(Ddpm.Variance.SMALL)));
        SAMPLERS.put("unclip", made(new Unclip()));
        SAMPLERS.put("lcm", made(new Lcm()));
        SAMPLERS.put("tcd", made(new Tcd()));
        SAMPLERS.put("consistency", made(new Consistency()));
        SAMPLERS.put("edm-euler", made(new EdmEuler()));
        SAMPLERS.put("edm-euler-churn", churned(Euler.Churned.BEFORE_EVALUATION));
        SAMPLERS.put("flow-euler", made(new FlowEuler()));
        SAMPLERS.put("flow-euler-noise", new FlowEuler().create(new FlowEuler.Options(FlowEuler.Step.NOISE)));
        SAMPLERS.put("reverse-sde", made(new ReverseSde()));
        for (var predictor : PredictorCorrector.Predictor.values()) {
            SAMPLERS.put(
                    "predictor-corrector-" + predictor.name().toLowerCase(Locale.ROOT),
                    new PredictorCorrector().create(new PredictorCorrector.Options(predictor, 1, 0.16)));
        }
        SAMPLERS.put("repaint", new Repaint().create(new Repaint.Options(2, 3, 1, Repaint.Lifting.EXACT, true)));
        SAMPLERS.put("restart", new Restart().create(new Restart.Options(0.5, 5, 2, 0.2)));
        SAMPLERS.put("ddim-inverse", made(new DdimInverse()));
        SAMPLERS.put("ddpm-large", new Ddpm().create(ddpm(Ddpm.Variance.LARGE)));
    }

    private Walked() {}

    static <O extends Record> Sampler made(SamplerFactory<O> factory) {
        return factory.create(factory.defaults());
    }

    private static Sampler churned(Euler.Churned churned) {
        return new EdmEuler().create(new EdmEuler.Options(20, 0, Double.POSITIVE_INFINITY, 1, churned, 0.5));
    }

    private static Ddpm.Options ddpm(Ddpm.Variance variance) {
        return new Ddpm.Options(variance, Arrival.NEXT, Ddpm.Draws.BUT_LAST);
    }

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
