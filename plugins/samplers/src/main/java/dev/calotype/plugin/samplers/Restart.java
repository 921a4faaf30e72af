package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Restart sampling (Xu et al. 2023, arXiv:2306.14878, algorithm 1): where {@link Heun}'s walk comes by the level nearest
 * {@code low}, noise takes it back up to {@code high} and it walks down again, {@code repeats} times over, on levels even in
 * (σ/α)^(1/7). Order 2, two evaluations a step,
 * those of restarts besides, stochastic.
 *
 * <p>A walk that has no level below {@code high} between its ends has no restart.
 */
public final class Restart implements SamplerFactory<Restart.Options> {
    /**
     * Options.
     *
     * @param low σ/α where a restart begins and ends; the walk's own level nearest to it is taken
     * @param high σ/α that a restart goes back up to
     * @param repeats how often, at least 1
     * @param share the steps of one restart as a share of the walk's own, at most 1; a restart has at least one
     */
    public record Options(double low, double high, int repeats, double share) {}

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public Options defaults() {
        return new Options(0.1, 2, 2, 0.25);
    }

    @Override
    public About about(Options options) {
        int evaluations = (int) Math.rint(2 * (1 + options.repeats() * options.share()));
        return new About("Xu et al. 2023, arXiv:2306.14878", "algorithm 1", 2, evaluations, About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        Check.positive("low", options.low());
        Check.positive("high", options.high());
        if (!(options.low() < options.high())) {
            throw new IllegalArgumentException(
                    "low is " + options.low() + "; it must lie below high, " + options.high());
        }
        Check.atLeastOne("repeats", options.repeats());
        Check.share("share", options.share());
        var heun = new Heun();
        Sampler sampler = heun.create(heun.defaults());
        return (levels, process) ->
                new Legs(sampler, process).join(legs(Check.walkable(levels), process, options), Lift::between);
    }

    private static List<List<Level>> legs(List<Level> levels, NoiseProcess process, Options options) {
        OptionalInt turn = nearest(levels, options);
        if (turn.isEmpty()) {
            return List.of(levels);
        }
        List<Level> down = levels.subList(0, turn.getAsInt() + 1);
        int steps = (int) Math.max(1, Math.rint(options.share() * (levels.size() - 1)));
        List<List<Level>> legs = new ArrayList<>();
        legs.add(down);
        legs.addAll(Collections.nCopies(options.repeats(), again(down.getLast(), steps, process, options)));
        legs.add(levels.subList(turn.getAsInt(), levels.size()));
        return legs;
    }

    /** The level to restart from, which is neither the first nor the last. */
    private static OptionalInt nearest(List<Level> levels, Options options) {
        return IntStream.range(1, levels.size() - 1)
                .filter(i -> levels.get(i).ratio() < options.high())
                .boxed()
                .min(Comparator.comparingDouble(
                        i -> Math.abs(Math.log(levels.get(i).ratio() / options.low()))))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static List<Level> again(Level low, int steps, NoiseProcess process, Options options) {
        double[] bounds = {options.high(), low.ratio()};
        List<Level> levels = new ArrayList<>();
        for (double ratio : Spread.ratios(steps + 1, bounds, Karras.curve(7))) {
            levels.add(process.atRatio(ratio));
        }
        levels.set(steps, low);
        return levels;
    }
}
