package dev.calotype.plugin.samplers;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.NoiseProcess;
import dev.calotype.spi.Prediction;
import dev.calotype.spi.Sampler;
import dev.calotype.spi.SamplerFactory;
import dev.calotype.spi.Scaling;
import dev.calotype.spi.Trajectory;
import java.util.List;

/**
 * {@link Euler}'s method with churn (Karras et al. 2022, arXiv:2206.00364, algorithm 2 without its second half). Order 1, one
 * evaluation a step, stochastic where there is churn.
 *
 * <p>The reference evaluates before it adds the noise, and reads that answer N as if it were one to the noisier point x̂:
 * D̂ = skip(σ̂)·x̂ + out(σ̂)·N. {@link Euler.Churned#AFTER_EVALUATION} does the same, for networks preconditioned as EDM's.
 */
public final class EdmEuler implements SamplerFactory<EdmEuler.Options> {
    /**
     * Options.
     *
     * @param churn S_churn
     * @param least S_tmin
     * @param most S_tmax
     * @param noise S_noise
     * @param churned when the noise is added
     * @param dataDeviation σ_data of the network, for noise after the evaluation
     */
    public record Options(
            double churn, double least, double most, double noise, Euler.Churned churned, double dataDeviation) {}

    @Override
    public String name() {
        return "edm-euler";
    }

    @Override
    public Options defaults() {
        return new Options(0, 0, Double.POSITIVE_INFINITY, 1, Euler.Churned.BEFORE_EVALUATION, 0.5);
    }

    @Override
    public About about(Options options) {
        return new About(
                "Karras et al. 2022, arXiv:2206.00364",
                "algorithm 2 without its second half",
                1,
                1,
                options.churn() == 0 ? About.Aim.FLOW : About.Aim.DATA);
    }

    @Override
    public Sampler create(Options options) {
        var churn = new Churn(options.churn(), options.least(), options.most(), options.noise());
        var network = new Prediction.Edm(Check.positive("dataDeviation", options.dataDeviation()));
        return switch (options.churned()) {
            case BEFORE_EVALUATION -> euler(options);
            case AFTER_EVALUATION -> (levels, process) -> after(levels, process, churn, network);
        };
    }

    private static Sampler euler(Options options) {
        return new Euler()
                .create(new Euler.Options(
                        options.churn(),
                        options.least(),
                        options.most(),
                        options.noise(),
                        options.churned(),
                        Answer.NOISE));
    }

    /** x' = w·x̂ + (1 − w)·D̂ with w = σ'/σ̂ and x̂ = x + √(σ̂² − σ²)·z. */
    private static Trajectory after(List<Level> levels, NoiseProcess process, Churn churn, Prediction network) {
        var plan = new Plan(levels);
        for (int i = 1; i < levels.size(); i++) {
            Level from = levels.get(i - 1);
            Level raised = churn.raised(from, levels.size() - 1, process);
            Scaling here = network.at(from);
            Scaling there = network.at(raised);
            double share = levels.get(i).sigma() / raised.sigma();
            double answered = (1 - share) * there.out() / here.out();
            double point = share + (1 - share) * there.skip();
            plan.move(
                    levels.get(i),
                    Move.of(
                            point - answered * here.skip(),
                            answered,
                            point * churn.lift(from, raised).noise()));
        }
        return plan.trajectory();
    }
}
