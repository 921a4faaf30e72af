package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A weighted sum of evaluations' points and denoised values, built as a paper writes it. Evaluations are counted from 0.
 * Immutable.
 */
final class Blend {
    /** Nothing yet. */
    static final Blend ZERO = new Blend(Collections.emptySortedMap());

    private final SortedMap<Integer, Share> shares;

    private record Share(double point, double denoised) {
        Share plus(Share other) {
            return new Share(point + other.point, denoised + other.denoised);
        }
    }

    private Blend(SortedMap<Integer, Share> shares) {
        this.shares = shares;
    }

    /** x, where the network was evaluated. */
    static Blend point(int evaluation) {
        return of(evaluation, new Share(1, 0));
    }

    /** D, the denoised value there. */
    static Blend denoised(int evaluation) {
        return of(evaluation, new Share(0, 1));
    }

    /** ε = (x − αD)/σ. */
    static Blend noise(int evaluation, Level level) {
        return of(evaluation, new Share(1 / level.sigma(), -level.alpha() / level.sigma()));
    }

    /** A one-evaluation step's shares, of the point of one evaluation and the denoised value of another. */
    static Blend of(Term term, int point, int denoised) {
        return point(point).times(term.point()).plus(denoised(denoised).times(term.denoised()));
    }

    Blend times(double factor) {
        var scaled = new TreeMap<Integer, Share>();
        shares.forEach((evaluation, share) ->
                scaled.put(evaluation, new Share(factor * share.point(), factor * share.denoised())));
        return new Blend(scaled);
    }

    Blend plus(Blend other) {
        var sum = new TreeMap<>(shares);
        other.shares.forEach((evaluation, share) -> sum.merge(evaluation, share, Share::plus));
        return new Blend(sum);
    }

    Blend minus(Blend other) {
        return plus(other.times(-1));
    }

    /** The terms of a step that follows this many evaluations. */
    List<Term> terms(int evaluations) {
        List<Term> terms = new ArrayList<>();
        shares.forEach((evaluation, share) -> {
            if (share.point() != 0 || share.denoised() != 0) {
                terms.add(new Term(evaluations - evaluation, share.point(), share.denoised(), 0));
            }
        });
        if (terms.isEmpty()) {
            terms.add(Term.latest(0, 0));
        }
        return terms;
    }

    private static Blend of(int evaluation, Share share) {
        return new Blend(new TreeMap<>(Map.of(evaluation, share)));
    }
}
