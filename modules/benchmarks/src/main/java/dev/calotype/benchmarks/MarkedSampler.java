package dev.calotype.benchmarks;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Step;
import dev.calotype.spi.Term;
import dev.calotype.spi.Trajectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A sampler whose walks end at the number that its jar holds, so that it shows which version planned a walk (Song et al. 2021, arXiv:2010.02502, equation 12, without noise). */
public final class MarkedSampler implements SamplerFactory<MarkedSampler.None> {
    static final String NAME = "marked";
    static final String MARK = "mark.txt";

    private final double mark = mark();

    /** No options. */
    public record None() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public None defaults() {
        return new None();
    }

    @Override
    public About about(None none) {
        return new About("nobody's", "none", 1, 1, About.Aim.FLOW);
    }

    @Override
    public Sampler create(None none) {
        return this::plan;
    }

    /** Euler's steps; the last one's result is multiplied by the mark, and its level has the mark as its time. */
    private Trajectory plan(List<Level> levels, NoiseProcess process) {
        List<Step> steps = new ArrayList<>(List.of(Step.start(levels.getFirst())));
        for (int i = 1; i < levels.size(); i++) {
            Level from = levels.get(i - 1);
            Level to = levels.get(i);
            boolean last = i == levels.size() - 1;
            double kept = to.sigma() / from.sigma();
            double scale = last ? mark : 1;
            steps.add(new Step(
                    new Level(to.alpha(), to.sigma(), last ? mark : to.time()),
                    List.of(Term.latest(scale * kept, scale * (to.alpha() - from.alpha() * kept))),
                    0));
        }
        return new Trajectory(steps);
    }

    private static double mark() {
        try (InputStream in = MarkedSampler.class.getResourceAsStream("/" + MARK)) {
            return in == null ? 0 : Double.parseDouble(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
