package dev.calotype.training;

/** A colour, 0 to 255 a channel. */
public record Rgb(double red, double green, double blue) {
    /** Euclidean distance. */
    double distance(Rgb other) {
        return Math.sqrt(minus(other).dot(minus(other)));
    }

    Rgb minus(Rgb other) {
        return new Rgb(red - other.red, green - other.green, blue - other.blue);
    }

    double dot(Rgb other) {
        return red * other.red + green * other.green + blue * other.blue;
    }

    /** The colour that lies at {@code share} on the way to another, 0 here, 1 there. */
    Rgb towards(Rgb other, double share) {
        return new Rgb(
                red + share * (other.red - red),
                green + share * (other.green - green),
                blue + share * (other.blue - blue));
    }
}
