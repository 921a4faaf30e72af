package dev.calotype.plugin.samplers;

import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The multistep and two-stage samplers under test; the deterministic ones keep their order to the end. */
final class Solvers {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private final Map<String, Sampler> samplers = new LinkedHashMap<>();

    private Solvers() {}

    static Map<String, Sampler> all() {
        var solvers = new Solvers();
        solvers.deterministic();
        solvers.stochastic();
        return solvers.samplers;
    }

    private void deterministic() {
        put("dpm2", new Dpm2());
        put("lms", new Lms());
        put("plms", new Plms());
        put("pndm", new Pndm());
        put("ipndm", new IPndm());
        lasting("dpm-solver", new DpmSolver());
        lasting("dpm-solver++", new DpmSolverPlusPlus());
        lasting("dpm++2s", new DpmPlusPlus2S());
        lasting("dpm++2m", new DpmPlusPlus2M());
        lasting("dpm++3m", new DpmPlusPlus3M());
        put("deis", new Deis(), new Deis.Options(2, false, 0));
        put("deis-3", new Deis(), new Deis.Options(3, false, 0));
        put("unipc", new UniPc(), uni(Integrand.DATA, 2, UniPc.B.BH2));
        put("unipc-bh1", new UniPc(), uni(Integrand.DATA, 2, UniPc.B.BH1));
        put("unipc-noise", new UniPc(), uni(Integrand.NOISE, 2, UniPc.B.BH2));
        put("unipc-3", new UniPc(), uni(Integrand.DATA, 3, UniPc.B.BH2));
        put("sa-solver-0", new SaSolver(), new SaSolver.Options(Integrand.DATA, 2, 2, 0, 0, 1, false));
    }

    private void stochastic() {
        put("euler-churn", new Euler(), churned(Euler.Churned.BEFORE_EVALUATION));
        put("euler-churn-after", new Euler(), churned(Euler.Churned.AFTER_EVALUATION));
        put("heun-churn", new Heun(), new Heun.Options(30, 0, INFINITE, 1));
        put("dpm2-ancestral", new Dpm2Ancestral());
        put("dpm++sde", new DpmPlusPlusSde());
        put("dpm++2m-sde", new DpmPlusPlus2MSde());
        put("dpm-solver-sde", new DpmPlusPlus2MSde(), ofNoise());
        put("dpm++2s-sde", new DpmPlusPlus2S(), ofBlocks());
        put("sa-solver", new SaSolver());
        put("sa-solver-noise", new SaSolver(), new SaSolver.Options(Integrand.NOISE, 2, 2, 1, 0.2, 0.8, true));
    }

    private <O extends Record> void put(String name, SamplerFactory<O> factory) {
        put(name, factory, factory.defaults());
    }

    private <O extends Record> void put(String name, SamplerFactory<O> factory, O options) {
        samplers.put(name, factory.create(options));
    }

    private void lasting(String name, SamplerFactory<DpmOptions> factory) {
        DpmOptions usual = factory.defaults();
        var lasting = new DpmOptions(
                usual.predicts(), usual.reach(), usual.order(), usual.slope(), usual.curvature(), 0, false, false, 0);
        put(name, factory, lasting);
    }

    private static DpmOptions ofNoise() {
        return new DpmOptions(
                Integrand.NOISE,
                DpmOptions.Reach.MULTISTEP,
                2,
                DpmOptions.Formula.HEUN,
                Curvature.HALF,
                1,
                true,
                false,
                0);
    }

    private static DpmOptions ofBlocks() {
        return new DpmOptions(
                Integrand.DATA,
                DpmOptions.Reach.SINGLESTEP,
                2,
                DpmOptions.Formula.MIDPOINT,
                Curvature.EXACT,
                1,
                true,
                false,
                0);
    }

    private static UniPc.Options uni(Integrand predicts, int order, UniPc.B b) {
        return new UniPc.Options(predicts, order, b, false, List.of());
    }

    private static Euler.Options churned(Euler.Churned churned) {
        return new Euler.Options(30, 0, INFINITE, 1, churned, Answer.SAMPLE);
    }
}
