package dev.calotype.plugin.controlnet;

/** What makes a ControlNet's hint of a job's picture, after the picture has the result's size. */
public enum Preprocessor {
    /** The picture is the hint. */
    NONE,
    /** Thin edges, see {@link Canny}. */
    CANNY,
    /** Edges of several widths, as bright as they are strong, see {@link Edges}. */
    SOFT_EDGES,
    /** Dark lines as bright ones, see {@link Edges}. */
    LINEART,
    /** Edges without details as with a thick pen, see {@link Edges}. */
    SCRIBBLE,
    /** The picture without its details. */
    TILE,
    /** The picture is a depth map, near is bright: its brightness. */
    DEPTH,
    /** The picture is a normal map: its vectors, as long as 1. */
    NORMAL,
    /** The picture is a drawn pose: as it is. */
    POSE,
    /** The picture is a segmentation map: as it is, its colours not mixed by resizing. */
    SEGMENTATION;

    /** The hint, with values from 0 to 1 in as many planes as the ControlNet reads. */
    Pixels apply(Pixels picture, ControlNetOptions options, int planes) {
        return switch (this) {
            case NONE, POSE, SEGMENTATION -> picture;
            case CANNY -> Canny.edges(picture, options.low(), options.high()).repeated(planes);
            case SOFT_EDGES -> Edges.soft(picture).repeated(planes);
            case LINEART -> Edges.lines(picture).repeated(planes);
            case SCRIBBLE -> Edges.scribble(picture).repeated(planes);
            case TILE -> tile(picture, options.shrink());
            case DEPTH -> picture.brightness().repeated(planes);
            case NORMAL -> normals(picture);
        };
    }

    /** How a picture that it gets is resized. */
    Resizing resizing() {
        return this == SEGMENTATION ? Resizing.NEAREST : Resizing.SMOOTH;
    }

    private static Pixels tile(Pixels picture, int shrink) {
        Pixels small = Resizing.SMOOTH.apply(
                picture, Math.max(1, picture.width() / shrink), Math.max(1, picture.height() / shrink));
        return Resizing.SMOOTH.apply(small, picture.width(), picture.height());
    }

    private static Pixels normals(Pixels picture) {
        int size = picture.width() * picture.height();
        float[] unit = new float[3 * size];
        for (int i = 0; i < size; i++) {
            double length = 0;
            for (int axis = 0; axis < 3; axis++) {
                length = Math.hypot(length, 2 * picture.values()[axis * size + i] - 1);
            }
            for (int axis = 0; axis < 3; axis++) {
                double component = length == 0 ? 0 : (2 * picture.values()[axis * size + i] - 1) / length;
                unit[axis * size + i] = (float) ((component + 1) / 2);
            }
        }
        return new Pixels(3, picture.width(), picture.height(), unit);
    }
}
