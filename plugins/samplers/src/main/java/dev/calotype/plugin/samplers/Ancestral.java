package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.Term;

/**
 * One step of the family between the probability flow (η = 0) and ancestral sampling (η = 1): fresh noise of deviation
 * s = η·σ'·√(1 − (σ'α/(σα'))²), and x' = α'·D + √(σ'² − s²)·ε + s·z with ε = (x − αD)/σ (Song et al. 2021,
 * arXiv:2010.02502, equations 12 and 16).
 */
final class Ancestral {
    private Ancestral() {}

    static Sampler sampler(double eta) {
        return (levels, process) -> {
            var plan = new Plan(levels);
            for (int i = 1; i < levels.size(); i++) {
                Level from = levels.get(i - 1);
                Level to = levels.get(i);
                double fresh = fresh(from, to, eta);
                double kept = Math.sqrt(to.sigma() * to.sigma() - fresh * fresh) / from.sigma();
                plan.noisy(to, fresh, Term.latest(kept, to.alpha() - from.alpha() * kept));
            }
            return plan.trajectory();
        };
    }

    private static double fresh(Level from, Level to, double eta) {
        double ratio = to.sigma() * from.alpha() / (from.sigma() * to.alpha());
        return eta * to.sigma() * Math.sqrt(Math.max(0, 1 - ratio * ratio));
    }
}
