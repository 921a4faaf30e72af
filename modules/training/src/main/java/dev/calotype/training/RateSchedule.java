package dev.calotype.training;

/** A learning rate that warms up over some steps, is held, and then falls along a cosine. */
record RateSchedule(double peak) {
    private static final int WARMUP = 100;
    private static final double HELD = 0.55;
    private static final double LEAST = 0.02;

    /** The rate of a step, when a share of the stage is done. */
    double at(long step, double share) {
        double warm = Math.min(1, (step + 1) / (double) WARMUP);
        double fall = Math.max(0, (share - HELD) / (1 - HELD));
        return peak * warm * (LEAST + (1 - LEAST) * (1 + Math.cos(Math.PI * fall)) / 2);
    }
}
