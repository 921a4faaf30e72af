package dev.calotype.plugin.controlnet;

/** How a picture of another size is brought to the result's. */
public enum Fit {
    /** Each side by itself. */
    STRETCH,
    /** In proportion until it covers the result; what stands over is cut off on both sides. */
    COVER,
    /** In proportion until it is inside; the rest is black. */
    CONTAIN,
    /** Not at all: another size is refused. */
    EXACT;

    /**
     * The picture in the result's size.
     *
     * @throws IllegalArgumentException if it has another size and may not be resized
     */
    Pixels apply(Pixels picture, int width, int height, Resizing resizing) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        double wide = (double) width / picture.width();
        double high = (double) height / picture.height();
        return switch (this) {
            case STRETCH -> resizing.apply(picture, width, height);
            case COVER -> scaled(picture, Math.max(wide, high), width, height, resizing);
            case CONTAIN -> scaled(picture, Math.min(wide, high), width, height, resizing);
            case EXACT ->
                throw new IllegalArgumentException(
                        "the hint has " + picture.width() + "×" + picture.height()
                                + " pixels and the result " + width + "×" + height
                                + "; give one of that size, or let it be resized with the option fit: stretch, cover or contain");
        };
    }

    private static Pixels scaled(Pixels picture, double factor, int width, int height, Resizing resizing) {
        int wide = Math.max(1, (int) Math.round(factor * picture.width()));
        int high = Math.max(1, (int) Math.round(factor * picture.height()));
        return resizing.apply(picture, wide, high).centred(width, height);
    }
}
