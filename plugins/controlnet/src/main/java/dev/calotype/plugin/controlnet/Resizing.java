package dev.calotype.plugin.controlnet;

/** How pixels between pixels are made. */
enum Resizing {
    /** A triangle over as many pixels as one result pixel covers, so that nothing is skipped. */
    SMOOTH,
    /** The nearest pixel alone, so that no colours mix. */
    NEAREST;

    Pixels apply(Pixels picture, int width, int height) {
        if (this == NEAREST) {
            return nearest(picture, width, height);
        }
        Pixels narrow = along(picture, width);
        return turned(along(turned(narrow), height));
    }

    private static Pixels nearest(Pixels picture, int width, int height) {
        float[] values = new float[picture.planes() * width * height];
        for (int i = 0; i < values.length; i++) {
            int x = (int) ((i % width + 0.5) * picture.width() / width);
            int y = (int) ((i / width % height + 0.5) * picture.height() / height);
            values[i] = picture.near(i / (width * height), x, y);
        }
        return new Pixels(picture.planes(), width, height, values);
    }

    private static Pixels along(Pixels picture, int width) {
        double ratio = (double) picture.width() / width;
        double reach = Math.max(1, ratio);
        var result = new Pixels(
                picture.planes(), width, picture.height(), new float[picture.planes() * width * picture.height()]);
        for (int x = 0; x < width; x++) {
            double centre = (x + 0.5) * ratio - 0.5;
            int first = Math.max(0, (int) Math.ceil(centre - reach));
            int last = Math.min(picture.width() - 1, (int) Math.floor(centre + reach));
            for (int row = 0; row < picture.planes() * picture.height(); row++) {
                double sum = 0;
                double weights = 0;
                for (int from = first; from <= last; from++) {
                    double weight = 1 - Math.abs(from - centre) / reach;
                    sum += weight * picture.values()[row * picture.width() + from];
                    weights += weight;
                }
                result.values()[row * width + x] = (float) (sum / weights);
            }
        }
        return result;
    }

    private static Pixels turned(Pixels picture) {
        int columns = picture.width();
        int rows = picture.height();
        var turned = new Pixels(picture.planes(), rows, columns, new float[picture.values().length]);
        for (int plane = 0; plane < picture.planes(); plane++) {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    turned.values()[(plane * columns + x) * rows + y] = picture.at(plane, x, y);
                }
            }
        }
        return turned;
    }
}
