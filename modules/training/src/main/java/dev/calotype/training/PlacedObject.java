package dev.calotype.training;

/**
 * An object of a picture, exactly.
 *
 * @param colour of all its pixels
 * @param shape what it is
 * @param radius in pixels
 * @param x of its centroid, pixels from the left edge
 * @param y of its centroid, pixels from the top edge
 */
public record PlacedObject(Colour colour, Shape shape, double radius, double x, double y) {
    /** The size it counts as. */
    public Size size() {
        return Size.of(radius);
    }

    /** How many pixels it covers. */
    double area() {
        return shape.area(radius);
    }

    /** The cell it lies in. */
    public Position position() {
        return Position.nearest(x, y);
    }
}
