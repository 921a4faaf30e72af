package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * RePaint's walk (Lugmayr et al. 2022, arXiv:2201.09865, algorithm 1 and appendix B.1): {@link Ddim}'s steps down, and after
 * every {@code jumpLength} of them fresh noise back up as far, {@code jumpSamples} times over, so that what is drawn may
 * agree with what is known. One evaluation a step down, none up, stochastic.
 *
 * <p>What is known is no sampler's affair: the engine puts it into every denoised value.
 */
public final class Repaint implements SamplerFactory<Repaint.Options> {
    /** How noise takes a walk up. */
    public enum Lifting {
        /** From the level it is at to the one it jumps to. */
        EXACT,
        /** With β of the entries that follow, ⌊T/n⌋ − 1 later, as the reference. */
        LATE
    }

    /**
     * Options.
     *
     * @param jumpLength steps down before a jump, and up by it; at least 1
     * @param jumpSamples how often each stretch is walked, at least 1
     * @param eta 0 walks the probability flow, 1 ancestral sampling
     * @param lifting how noise takes a walk up
     * @param correctedNoise whether ε is that of the denoised value with what is known in it, and not the network's own
     */
    public record Options(int jumpLength, int jumpSamples, double eta, Lifting lifting, boolean correctedNoise) {}

    @Override
    public String name() {
        return "repaint";
    }

    @Override
    public Options defaults() {
        return new Options(2, 5, 1, Lifting.EXACT, true);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Lugmayr et al. 2022, arXiv:2201.09865",
                "algorithm 1 and appendix B.1",
                1,
                options.jumpSamples(),
                About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        Check.atLeastOne("jumpLength", options.jumpLength());
        Check.atLeastOne("jumpSamples", options.jumpSamples());
        Sampler ddim = new Ddim().create(new Ddim.Options(options.eta(), Arrival.NEXT, options.correctedNoise()));
        return (levels, process) ->
                new Legs(ddim, process).join(legs(Check.walkable(levels), options), lifting(levels, process, options));
    }

    private static List<List<Level>> legs(List<Level> levels, Options options) {
        int steps = levels.size() - 1;
        int jump = options.jumpLength();
        int[] jumped = new int[steps];
        List<List<Level>> legs = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= steps; to++) {
            int left = steps - to;
            boolean turns = left % jump == 0 && left < steps - jump && jumped[left] < options.jumpSamples() - 1;
            if (turns) {
                jumped[left]++;
                legs.add(levels.subList(from, to + 1));
                from = to - jump;
                to = from;
            }
        }
        legs.add(levels.subList(from, levels.size()));
        return legs;
    }

    private static Legs.Lifting lifting(List<Level> levels, NoiseProcess process, Options options) {
        if (options.lifting() == Lifting.EXACT) {
            return Lift::between;
        }
        double late = levels.get(0).time() - levels.get(1).time() - 1;
        return (from, to) -> Lift.between(later(from, late, process), later(to, late, process));
    }

    private static Level later(Level level, double late, NoiseProcess process) {
        return level.isClean() ? level : process.atTime(level.time() + late);
    }
}
