package dev.calotype.engine;

import dev.calotype.spi.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * x' = Σ weight·values over all shares of a step, in double precision and rounded once. Few shares are added in one loop over
 * the elements; of many, the sums of a block of elements stay in the processor's first cache while one share after another
 * is added. Either way memory is read once and written once.
 */
final class Blend {
    private static final int BLOCK = 1024;

    private final List<Share> shares = new ArrayList<>();

    /** Adds the shares that a step's terms have in past evaluations, the latest of which comes first. */
    Blend terms(List<Term> terms, List<Evaluation> past) {
        for (Term term : terms) {
            Evaluation evaluation = past.get(term.back() - 1);
            add(new Share(term.point(), evaluation.point()));
            add(new Share(term.denoised(), evaluation.denoised()));
            add(new Share(term.raw(), evaluation.raw()));
        }
        return this;
    }

    Blend add(Share share) {
        if (share.weight() != 0) {
            shares.add(share);
        }
        return this;
    }

    /** The sum, written into an array that may be one of the shares'. */
    float[] sum(float[] blended) {
        switch (shares.size()) {
            case 2 -> sum(blended, shares.get(0), shares.get(1));
            case 3 -> sum(blended, shares.get(0), shares.get(1), shares.get(2));
            default -> sumInBlocks(blended);
        }
        return blended;
    }

    private static void sum(float[] blended, Share first, Share second) {
        double a = first.weight();
        double b = second.weight();
        float[] x = first.values();
        float[] y = second.values();
        for (int i = 0; i < blended.length; i++) {
            blended[i] = (float) (a * x[i] + b * y[i]);
        }
    }

    private static void sum(float[] blended, Share first, Share second, Share third) {
        double a = first.weight();
        double b = second.weight();
        double c = third.weight();
        float[] x = first.values();
        float[] y = second.values();
        float[] z = third.values();
        for (int i = 0; i < blended.length; i++) {
            blended[i] = (float) (a * x[i] + b * y[i] + c * z[i]);
        }
    }

    private void sumInBlocks(float[] blended) {
        double[] sums = new double[Math.min(blended.length, BLOCK)];
        for (int start = 0; start < blended.length; start += BLOCK) {
            int count = Math.min(BLOCK, blended.length - start);
            Arrays.fill(sums, 0);
            for (Share share : shares) {
                accumulate(sums, share.weight(), share.values(), start, count);
            }
            for (int i = 0; i < count; i++) {
                blended[start + i] = (float) sums[i];
            }
        }
    }

    private static void accumulate(double[] sums, double weight, float[] values, int start, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += weight * values[start + i];
        }
    }
}
