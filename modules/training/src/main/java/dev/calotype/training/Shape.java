package dev.calotype.training;

/** The shapes of objects. A shape of radius r has its centroid at the origin; y points down. */
public enum Shape {
    /** A disc of radius r. */
    CIRCLE(Math.PI) {
        @Override
        double distance(double x, double y, double r) {
            return Math.hypot(x, y) - r;
        }
    },
    /** An upright square of side 2r. */
    SQUARE(4) {
        @Override
        double distance(double x, double y, double r) {
            return Math.max(Math.abs(x), Math.abs(y)) - r;
        }
    },
    /** An upward equilateral triangle of base 2r; its corners are 2r/√3 from its centroid. */
    TRIANGLE(Math.sqrt(3)) {
        @Override
        double distance(double x, double y, double r) {
            double side = SLANT * Math.abs(x) - y / 2;
            return Math.max(side, y) - r / Math.sqrt(3);
        }
    },
    /** A disc of radius r without the disc of radius 0.55·r inside it. */
    RING(Math.PI * (1 - 0.55 * 0.55)) {
        @Override
        double distance(double x, double y, double r) {
            double centre = Math.hypot(x, y);
            return Math.max(centre - r, 0.55 * r - centre);
        }
    };

    private static final double SLANT = Math.sqrt(3) / 2;
    private final double unitArea;

    Shape(double unitArea) {
        this.unitArea = unitArea;
    }

    /** Signed distance to the nearest edge's line: negative inside, never larger than the true distance outside. */
    abstract double distance(double x, double y, double r);

    /** The radius of a shape of this area. */
    double radius(double area) {
        return Math.sqrt(area / unitArea);
    }

    /** The area of a shape of this radius. */
    double area(double r) {
        return unitArea * r * r;
    }

    /** How far from its centroid a shape of radius r reaches along an axis. */
    double reach(double r) {
        return this == TRIANGLE ? 2 * r / Math.sqrt(3) : r;
    }
}
