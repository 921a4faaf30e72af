package dev.calotype.plugin.samplers;

import dev.calotype.spi.Deviation;
import dev.calotype.spi.Level;
import dev.calotype.spi.Term;

/**
 * A step that looks at the latest evaluation alone.
 *
 * @param term its shares of the point and the denoised value
 * @param noise deviation of the fresh noise
 */
record Move(Term term, Deviation noise) {
    Move(Term term, double noise) {
        this(term, new Deviation.Constant(noise));
    }

    /** x' = point·x + denoised·D + noise·z. */
    static Move of(double point, double denoised, double noise) {
        return new Move(Term.latest(point, denoised), noise);
    }

    /** x' = α'·D + σ'·z: forgets the point, as must be where there is no signal in it. */
    static Move renoised(Level to) {
        return of(0, to.alpha(), to.sigma());
    }

    /** The same step without its noise. */
    Move mean() {
        return new Move(term, 0);
    }
}
