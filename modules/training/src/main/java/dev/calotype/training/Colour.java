package dev.calotype.training;

/** The colours of objects in the shapes world, 0 to 255 a channel. */
public enum Colour {
    RED(230, 40, 40),
    GREEN(40, 180, 70),
    BLUE(50, 90, 230),
    YELLOW(250, 220, 50),
    PURPLE(170, 60, 210),
    ORANGE(250, 140, 30),
    CYAN(60, 210, 220),
    WHITE(240, 240, 240);

    private final int red;
    private final int green;
    private final int blue;

    Colour(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** Its channels. */
    public Rgb rgb() {
        return new Rgb(red, green, blue);
    }
}
