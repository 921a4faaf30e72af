package dev.calotype.spi;

/** What a network predicts, as the scaling that turns it into the denoised latent. */
public sealed interface Prediction {
    /** The scaling at a level. */
    Scaling at(Level level);

    /** The noise ε (Ho et al. 2020, arXiv:2006.11239): x0 = (x − σ·ε)/α. Not defined where alpha is 0. */
    record Epsilon() implements Prediction {
        @Override
        public Scaling at(Level level) {
            return new Scaling(1, 1 / level.alpha(), -level.sigma() / level.alpha());
        }
    }

    /** The velocity v = α·ε − σ·x0 (Salimans and Ho 2022, arXiv:2202.00512, appendix D), for α² + σ² = 1. */
    record Velocity() implements Prediction {
        @Override
        public Scaling at(Level level) {
            return new Scaling(1, level.alpha(), -level.sigma());
        }
    }

    /** The clean latent itself. */
    record Sample() implements Prediction {
        @Override
        public Scaling at(Level level) {
            return new Scaling(1, 0, 1);
        }
    }

    /** The flow u = ε − x0 (Lipman et al. 2023, arXiv:2210.02747; Liu et al. 2023), for α + σ = 1: x0 = x − σ·u. */
    record Flow() implements Prediction {
        @Override
        public Scaling at(Level level) {
            return new Scaling(1, 1, -level.sigma());
        }
    }

    /**
     * The preconditioned residual of EDM (Karras et al. 2022, arXiv:2206.00364, table 1), for α = 1.
     *
     * @param dataDeviation σ_data
     */
    record Edm(double dataDeviation) implements Prediction {
        @Override
        public Scaling at(Level level) {
            double total = level.sigma() * level.sigma() + dataDeviation * dataDeviation;
            double root = Math.sqrt(total);
            return new Scaling(1 / root, dataDeviation * dataDeviation / total, level.sigma() * dataDeviation / root);
        }
    }

    /** The opposite flow u = x0 − ε, of models whose time grows towards data: x0 = x + σ·u. */
    record FlowToData() implements Prediction {
        @Override
        public Scaling at(Level level) {
            return new Scaling(1, 1, level.sigma());
        }
    }

    /** The score ∇ log p (Song et al. 2021, arXiv:2011.13456, section 2.1): x0 = (x + σ²·score)/α. */
    record Score() implements Prediction {
        @Override
        public Scaling at(Level level) {
            return new Scaling(1, 1 / level.alpha(), level.sigma() * level.sigma() / level.alpha());
        }
    }

    /**
     * The negative of {@link Edm}'s residual, which models with the velocity of a preconditioned latent answer, for α = 1.
     *
     * @param dataDeviation σ_data
     */
    record EdmVelocity(double dataDeviation) implements Prediction {
        @Override
        public Scaling at(Level level) {
            Scaling edm = new Edm(dataDeviation).at(level);
            return new Scaling(edm.in(), edm.skip(), -edm.out());
        }
    }

    /**
     * A consistency model, whose answer at the least noise is the latent itself (Song et al. 2023, arXiv:2303.01469,
     * appendix C), for α = 1.
     *
     * @param dataDeviation σ_data
     * @param least ε, the least σ
     */
    record Consistency(double dataDeviation, double least) implements Prediction {
        @Override
        public Scaling at(Level level) {
            double above = level.sigma() - least;
            double variance = dataDeviation * dataDeviation;
            double root = Math.hypot(level.sigma(), dataDeviation);
            return new Scaling(1 / root, variance / (above * above + variance), above * dataDeviation / root);
        }
    }
}
