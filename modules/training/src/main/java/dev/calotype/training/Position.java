package dev.calotype.training;

/** The cells of the 3 × 3 grid, row by row, 18 pixels apart. */
public enum Position {
    TOP_LEFT("top left", 0, 0),
    TOP("top", 0, 1),
    TOP_RIGHT("top right", 0, 2),
    LEFT("left", 1, 0),
    CENTER("center", 1, 1),
    RIGHT("right", 1, 2),
    BOTTOM_LEFT("bottom left", 2, 0),
    BOTTOM("bottom", 2, 1),
    BOTTOM_RIGHT("bottom right", 2, 2);

    private static final double FIRST = 14;
    private static final double PITCH = 18;
    private final String words;
    private final int row;
    private final int column;

    Position(String words, int row, int column) {
        this.words = words;
        this.row = row;
        this.column = column;
    }

    /** As captions say it. */
    public String words() {
        return words;
    }

    /** Pixels from the left edge to the cell's centre. */
    public double x() {
        return FIRST + PITCH * column;
    }

    /** Pixels from the top edge to the cell's centre. */
    public double y() {
        return FIRST + PITCH * row;
    }

    /** Whether two different cells touch, at a side or a corner. */
    boolean neighbours(Position other) {
        return this != other && Math.abs(row - other.row) <= 1 && Math.abs(column - other.column) <= 1;
    }

    /** The cell on the other side of the centre, which is opposite of itself. */
    Position opposite() {
        return values()[3 * (2 - row) + 2 - column];
    }

    /** The cell whose centre is nearest to a point. */
    static Position nearest(double x, double y) {
        return values()[3 * index(y) + index(x)];
    }

    private static int index(double coordinate) {
        return Math.clamp(Math.round((coordinate - FIRST) / PITCH), 0, 2);
    }
}
