package dev.calotype.training;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How far objects are from moving in a straight line at constant speed, by least squares over their frames. */
final class StraightLine {
    private StraightLine() {}

    /** Root of the mean squared distance to the nearest such motion, in pixels. */
    static double residual(List<PlacedObject> objects) {
        return Math.sqrt(squares(objects, PlacedObject::x) + squares(objects, PlacedObject::y));
    }

    /** The mean squared distance along one axis. */
    private static double squares(List<PlacedObject> objects, ToDoubleFunction<PlacedObject> axis) {
        int count = objects.size();
        double middle = (count - 1) / 2.0;
        double mean = objects.stream().mapToDouble(axis).average().orElseThrow();
        double along = 0;
        double spread = 0;
        for (int i = 0; i < count; i++) {
            along += (i - middle) * (axis.applyAsDouble(objects.get(i)) - mean);
            spread += (i - middle) * (i - middle);
        }
        double speed = spread == 0 ? 0 : along / spread;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double away = axis.applyAsDouble(objects.get(i)) - mean - speed * (i - middle);
            sum += away * away;
        }
        return sum / count;
    }
}
