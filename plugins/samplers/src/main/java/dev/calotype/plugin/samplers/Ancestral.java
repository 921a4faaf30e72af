package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Term;

/**
 * One step of the family between the probability flow (η = 0) and ancestral sampling (η = 1): fresh noise of deviation
 * s = η·σ'·√(1 − (σ'α/(σα'))²), and x' = α'·D + √(σ'² − s²)·ε + s·z (Song et al. 2021, arXiv:2010.02502, equations 12
 * and 16).
 */
final class Ancestral {
    private Ancestral() {}

    /** The step with ε = (x − αD)/σ of the denoised value. */
    static Move corrected(Level from, Level to, double eta) {
        double fresh = fresh(from, to, eta);
        double kept = kept(from, to, fresh);
        return Move.of(kept, to.alpha() - from.alpha() * kept, fresh);
    }

    /** The step with ε of the network's own answer, before its denoised value was corrected. */
    static Move raw(Level from, Level to, double eta) {
        double fresh = fresh(from, to, eta);
        double kept = kept(from, to, fresh);
        return new Move(new Term(1, kept, to.alpha(), -from.alpha() * kept), fresh);
    }

    static About.Aim aim(double eta) {
        return eta == 0 ? About.Aim.FLOW : About.Aim.DATA;
    }

    private static double kept(Level from, Level to, double fresh) {
        return Math.sqrt(to.sigma() * to.sigma() - fresh * fresh) / from.sigma();
    }

    /** s. */
    static double fresh(Level from, Level to, double eta) {
        double ratio = to.sigma() * from.alpha() / (from.sigma() * to.alpha());
        return eta * to.sigma() * Math.sqrt(Math.max(0, 1 - ratio * ratio));
    }
}
