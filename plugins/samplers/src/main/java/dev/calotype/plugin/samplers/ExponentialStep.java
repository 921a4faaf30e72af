package dev.calotype.plugin.samplers;

import dev.calotype.spi.Level;
import java.util.List;

/**
 * One step of an exponential integrator over λ, x' = A·x − S·∑_j w_j·m_j + s·z with z standard normal, where the weights
 * integrate the polynomial through the values m_j at λ_j.
 *
 * <p>With h = λ' − λ and the stochasticity τ (Xue et al. 2023, arXiv:2309.05019, propositions 4.2 and A.1):
 *
 * <ul>
 *   <li>data: A = (σ'/σ)·e^(−τ²h), S = α', ζ = −(1 + τ²)h, s = σ'√(1 − e^(−2τ²h));
 *   <li>noise: A = α'/α, S = (1 + τ²)σ', ζ = h, s = τσ'√(e^(2h) − 1).
 * </ul>
 *
 * <p>τ = 0 is the probability flow, τ = 1 the reverse diffusion. The k-th moment of the weights is k!·φ_{k+1}(ζ), with
 * φ_1 = e^ζ − 1 and φ_{k+1} = φ_k/ζ − 1/k!. A step that ends clean or begins without signal takes the data form, in which
 * nothing is infinite.
 *
 * @param integrand what is interpolated
 * @param from where the step begins
 * @param to where it ends
 * @param tau τ
 */
record ExponentialStep(Integrand integrand, Level from, Level to, double tau) {
    private static final double SMALL = 1;
    private static final int SERIES = 20;

    ExponentialStep {
        integrand = to.isClean() || from.alpha() == 0 ? Integrand.DATA : integrand;
    }

    /** A. */
    double kept() {
        return integrand == Integrand.NOISE
                ? to.alpha() / from.alpha()
                : to.sigma() / from.sigma() * Math.pow(quotient(), tau * tau);
    }

    /** s. */
    double noise() {
        return integrand == Integrand.NOISE
                ? tau * to.sigma() * Math.sqrt(Math.expm1(2 * h()))
                : to.sigma() * Math.sqrt(1 - Math.pow(quotient(), 2 * tau * tau));
    }

    /** ζ. */
    double zeta() {
        return integrand == Integrand.NOISE ? h() : -(1 + tau * tau) * h();
    }

    /** φ_k(ζ), 0 at ζ = 0; near it by its series, since the recursion loses its digits there. */
    double phi(int k) {
        double zeta = zeta();
        if (Math.abs(zeta) < SMALL) {
            double sum = 0;
            double term = 1;
            for (int n = 1; n < SERIES; n++) {
                term = n < k ? term / n : term * zeta / n;
                sum += n < k ? 0 : term;
            }
            return sum;
        }
        double phi = Math.expm1(zeta);
        double factorial = 1;
        for (int i = 1; i < k; i++) {
            factorial *= i;
            phi = phi / zeta - 1 / factorial;
        }
        return phi;
    }

    /** −S·∑_j w_j·m_j, for as many moments as nodes; nothing where the step goes nowhere. */
    Blend gain(List<Integrand.Node> nodes, double... moments) {
        if (h() == 0) {
            return Blend.ZERO;
        }
        double scale = integrand == Integrand.NOISE ? (1 + tau * tau) * to.sigma() : to.alpha();
        double[] places =
                nodes.stream().mapToDouble(node -> place(node.level())).toArray();
        double[] weights = Quadrature.weights(places, moments);
        Blend gain = Blend.ZERO;
        for (int j = 0; j < weights.length; j++) {
            gain = gain.plus(integrand.at(nodes.get(j)).times(-scale * weights[j]));
        }
        return gain;
    }

    /** (λ_j − λ)/h. */
    private double place(Level level) {
        return level.equals(from) ? 0 : (level.lambda() - from.lambda()) / h();
    }

    private double h() {
        return -Math.log(quotient());
    }

    /** e^(−h). */
    private double quotient() {
        return to.sigma() * from.alpha() / (to.alpha() * from.sigma());
    }
}
