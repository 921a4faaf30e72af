package dev.calotype.training;

/** The flat grounds of the shapes world, 0 to 255 a channel. */
public enum Background {
    BLACK(16, 16, 20),
    GRAY(96, 96, 100),
    NAVY(20, 28, 70);

    private final int red;
    private final int green;
    private final int blue;

    Background(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** Its channels. */
    public Rgb rgb() {
        return new Rgb(red, green, blue);
    }
}
