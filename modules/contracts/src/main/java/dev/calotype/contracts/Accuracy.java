package dev.calotype.contracts;

import dev.calotype.spi.About;
import dev.calotype.spi.Level;
import dev.calotype.spi.Trajectory;

/** How far the end of a walk lies from the exact one, on data of mean 0.7 and deviation 0.4. */
final class Accuracy {
    static final NormalLaw DATA = new NormalLaw(0.7, 0.4);

    private Accuracy() {}

    /**
     * Where the aim is the flow, the error of the end as a function of the start, in its worst share; where it is the data,
     * the error of mean or deviation.
     */
    static double error(Trajectory plan, About.Aim aim) {
        PlanWalk walk = DATA.walk(plan);
        double[] start = walk.point();
        Level from = walk.level();
        while (!walk.ended()) {
            walk.step();
        }
        double[] end = walk.point();
        double error = switch (aim) {
            case FLOW, NOISE -> worst(end, DATA.flow(start, from, walk.level()));
            case DATA, DISTILLED -> lawError(end, walk.level());
        };
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    /** The order that two errors show, the second with half the step. */
    static double order(double coarse, double fine) {
        return Math.log(coarse / fine) / Math.log(2);
    }

    private static double lawError(double[] end, Level level) {
        double mean = Math.abs(end[0] - level.alpha() * DATA.mean());
        return Math.max(mean, Math.abs(NormalLaw.deviationOf(end) - DATA.deviation(level)));
    }

    private static double worst(double[] found, double[] exact) {
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - exact[i]));
        }
        return worst;
    }
}
