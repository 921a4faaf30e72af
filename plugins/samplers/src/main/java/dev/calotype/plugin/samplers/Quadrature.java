package dev.calotype.plugin.samplers;

/**
 * Weights of values at nodes r_j that integrate every polynomial through them: Σ_j w_j·r_j^k is the k-th moment
 * (Lagrange's interpolation, integrated).
 */
final class Quadrature {
    private Quadrature() {}

    /** The weights for these moments; as many moments as nodes are used. */
    static double[] weights(double[] nodes, double[] moments) {
        double[] weights = new double[nodes.length];
        for (int j = 0; j < nodes.length; j++) {
            double[] basis = basis(nodes, j);
            for (int k = 0; k < basis.length; k++) {
                weights[j] += basis[k] * moments[k];
            }
        }
        return weights;
    }

    /** The weights of Adams and Bashforth: the plain integral from 0 to 1, whose moments are 1/(k + 1). */
    static double[] adams(double[] nodes) {
        double[] moments = new double[nodes.length];
        for (int k = 0; k < moments.length; k++) {
            moments[k] = 1.0 / (k + 1);
        }
        return weights(nodes, moments);
    }

    /** The polynomial that is 1 at node j and 0 at the others, its coefficients from the constant on. */
    private static double[] basis(double[] nodes, int j) {
        double[] product = new double[nodes.length];
        product[0] = 1;
        for (int m = 0; m < nodes.length; m++) {
            if (m != j) {
                double gap = nodes[j] - nodes[m];
                for (int k = nodes.length - 1; k > 0; k--) {
                    product[k] = (product[k - 1] - nodes[m] * product[k]) / gap;
                }
                product[0] *= -nodes[m] / gap;
            }
        }
        return product;
    }
}
