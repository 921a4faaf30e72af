package dev.calotype.schedulers;

/** A share of signal that falls over the time of a process, 0 to 1: ᾱ up to a constant factor. */
enum SignalCurve {
    /** cos²(π/2·(t + s)/(1 + s)) (Nichol and Dhariwal 2021, arXiv:2102.09672, equation 17). */
    COSINE {
        @Override
        double at(double time) {
            double root = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
            return root * root;
        }
    },
    /** e^(−12t). */
    EXPONENTIAL {
        @Override
        double at(double time) {
            return Math.exp(-12 * time);
        }
    },
    /** √(r/(1 + r)), with a signal-to-noise ratio r whose logarithm is a Laplace variable's. */
    LAPLACE {
        @Override
        double at(double time) {
            double log = -0.5 * Math.copySign(1, 0.5 - time) * Math.log(1 - 2 * Math.abs(0.5 - time) + 1e-6);
            double ratio = Math.exp(log);
            return Math.sqrt(ratio / (1 + ratio));
        }
    },
    /** 1 − √(t + s) (Li et al. 2022, arXiv:2205.14217, appendix A). */
    SQUARE_ROOT {
        @Override
        double at(double time) {
            return Math.max(0, 1 - Math.sqrt(time + 0.0001));
        }
    };

    abstract double at(double time);
}
