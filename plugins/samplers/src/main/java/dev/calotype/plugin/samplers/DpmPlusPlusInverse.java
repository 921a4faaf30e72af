package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;

/**
 * {@link DpmPlusPlus2M} run towards noise: the same steps on rising levels (Lu et al. 2022, arXiv:2211.01095, algorithm 2), of
 * which the first must have some noise. It walks the levels whichever way they are given.
 */
public final class DpmPlusPlusInverse implements SamplerFactory<DpmOptions> {
    @Override
    public String name() {
        return "dpm++2m-inverse";
    }

    @Override
    public DpmOptions defaults() {
        return DpmOptions.multistep(2, 0);
    }

    @Override
    public About about(DpmOptions options) {
        return new About("Lu et al. 2022, arXiv:2211.01095", "algorithm 2", options.convergence(), 1, About.Aim.NOISE);
    }

    @Override
    public Sampler create(DpmOptions options) {
        Sampler sampler = options.sampler();
        return (levels, process) -> {
            var rising = Towards.noise(levels);
            if (rising.getFirst().isClean()) {
                throw new IllegalArgumentException(
                        "dpm++2m-inverse cannot begin at a clean level, from where all noise is"
                                + " infinitely far in λ; let the schedule end at a level with noise");
            }
            return sampler.plan(rising, process);
        };
    }
}
