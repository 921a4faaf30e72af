package dev.calotype.plugin.samplers;

import java.util.ArrayList;
import java.util.List;

/**
 * The answers of a walk so far, extrapolated over even steps as Adams and Bashforth do: 1; (3, −1)/2; (23, −16, 5)/12;
 * (55, −59, 37, −9)/24 (Liu et al. 2022, arXiv:2202.09778, equation 12).
 */
final class Adams {
    private final int order;
    private final List<Blend> answers = new ArrayList<>();

    Adams(int order) {
        this.order = order;
    }

    void add(Blend answer) {
        answers.add(answer);
    }

    /** The mean answer over the next step. */
    Blend next() {
        int count = Math.min(order, answers.size());
        double[] nodes = new double[count];
        for (int j = 0; j < count; j++) {
            nodes[j] = -j;
        }
        double[] weights = Quadrature.adams(nodes);
        Blend mean = Blend.ZERO;
        for (int j = 0; j < count; j++) {
            mean = mean.plus(answers.get(answers.size() - 1 - j).times(weights[j]));
        }
        return mean;
    }
}
