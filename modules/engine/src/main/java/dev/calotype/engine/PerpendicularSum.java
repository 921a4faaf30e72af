package dev.calotype.engine;

/**
 * e + scale·(p − strength·n⊥) over the network's answers, with p = c − e, n = u − e and n⊥ what is left of n without its part
 * along p (Armandpour et al. 2023, arXiv:2304.04968, section 4). Rows are c, u, e.
 */
final class PerpendicularSum {
    private PerpendicularSum() {}

    static float[] of(Guidance.Perpendicular guidance, Answers answers) {
        float[] c = answers.row(0);
        float[] u = answers.row(1);
        float[] e = answers.row(2);
        double along = 0;
        double length = 0;
        for (int i = 0; i < answers.size(); i++) {
            double p = (double) c[i] - e[i];
            along += p * ((double) u[i] - e[i]);
            length += p * p;
        }
        double share = length == 0 ? 0 : along / length;
        float[] guided = answers.result();
        for (int i = 0; i < guided.length; i++) {
            double p = (double) c[i] - e[i];
            double across = (double) u[i] - e[i] - share * p;
            guided[i] = (float) (e[i] + guidance.scale() * (p - guidance.strength() * across));
        }
        return guided;
    }
}
