package dev.calotype.training;

/** The sizes of objects, as a radius in pixels before jitter. */
public enum Size {
    SMALL(5),
    LARGE(9);

    /** The radius from which an object counts as large. */
    static final double LARGE_FROM = 7;

    private final double radius;

    Size(double radius) {
        this.radius = radius;
    }

    /** Pixels. */
    public double radius() {
        return radius;
    }

    /** The size that a radius counts as. */
    static Size of(double radius) {
        return radius >= LARGE_FROM ? LARGE : SMALL;
    }
}
