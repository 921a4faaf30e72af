package dev.calotype.contracts;

import dev.calotype.spi.Trajectory;
import java.util.List;
import java.util.Locale;

/**
 * Walks that end without noise end right: at the flow's end, or with the data's mean and deviation, and no further from it
 * than if their last step were of order 1.
 */
final class CleanEndRule implements SamplerRule {
    private static final int INTERVALS = 60;
    private static final double RIGHT = 1e-3;
    private static final double BOUNDED = 0.05;
    private static final double SLOWEST = 0.25;
    private static final double SPOILT = 4;
    private static final double ROUNDING = 1e-9;

    @Override
    public String sentence() {
        return "walks to the clean end come closer to the exact one with more steps";
    }

    @Override
    public List<String> faults(Trial trial) {
        return switch (trial.aim()) {
            case NOISE -> List.of();
            case DISTILLED -> distilled(trial);
            case FLOW, DATA -> exact(trial);
        };
    }

    private static List<String> exact(Trial trial) {
        Trajectory coarse;
        try {
            coarse = trial.plan(trial.toClean(INTERVALS));
        } catch (IllegalArgumentException e) {
            return List.of("walks that end clean are not planned: " + e.getMessage()
                    + "; a last step to σ = 0, where λ is infinite, should be of order 1");
        }
        Trajectory fine = trial.plan(trial.toClean(2 * INTERVALS));
        double before = Accuracy.error(coarse, trial.aim());
        double after = Accuracy.error(fine, trial.aim());
        double right = trial.candidate().about().order() == 0 ? BOUNDED : RIGHT;
        boolean converges = after < right || Accuracy.order(before, after) > SLOWEST;
        double plain = Accuracy.error(Repair.HIGH_LAST.of(fine), trial.aim());
        if (converges && after < Math.max(ROUNDING, SPOILT * plain)) {
            return List.of();
        }
        return List.of(text(before, after)
                + Repair.diagnosis(repair -> Accuracy.error(repair.of(fine), trial.aim()) < after / SPOILT));
    }

    private static String text(double before, double after) {
        return String.format(
                Locale.ROOT,
                "walks that end clean err by %.1e with %d steps and by %.1e with %d",
                before,
                INTERVALS,
                after,
                2 * INTERVALS);
    }

    /** One step of a distilled model gives what the network answered. */
    private static List<String> distilled(Trial trial) {
        PlanWalk walk = Accuracy.DATA.walk(trial.plan(trial.toClean(1)));
        double[] answer = Accuracy.DATA.denoised(walk.point(), walk.level());
        walk.step();
        for (int i = 0; i < answer.length; i++) {
            if (!walk.ended() || !(Math.abs(walk.point()[i] - answer[i]) < RIGHT)) {
                return List.of("one step gives something else than the network's answer");
            }
        }
        return List.of();
    }
}
