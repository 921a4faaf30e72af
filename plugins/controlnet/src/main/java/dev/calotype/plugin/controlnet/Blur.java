package dev.calotype.plugin.controlnet;

/** Gaussian smoothing, repeating the edge. */
final class Blur {
    private static final int DEVIATIONS = 3;

    private Blur() {}

    /** Every plane, smoothed by a bell of this standard deviation in pixels. */
    static Pixels of(Pixels picture, double deviation) {
        int reach = (int) Math.ceil(DEVIATIONS * deviation);
        double[] bell = new double[2 * reach + 1];
        double sum = 0;
        for (int i = 0; i < bell.length; i++) {
            bell[i] = Math.exp(-(i - reach) * (i - reach) / (2 * deviation * deviation));
            sum += bell[i];
        }
        for (int i = 0; i < bell.length; i++) {
            bell[i] /= sum;
        }
        return along(along(picture, bell, 1, 0), bell, 0, 1);
    }

    private static Pixels along(Pixels picture, double[] bell, int dx, int dy) {
        int reach = bell.length / 2;
        int width = picture.width();
        int size = width * picture.height();
        float[] smooth = new float[picture.values().length];
        for (int i = 0; i < smooth.length; i++) {
            int x = i % width;
            int y = i % size / width;
            double sum = 0;
            for (int step = -reach; step <= reach; step++) {
                sum += bell[step + reach] * picture.near(i / size, x + dx * step, y + dy * step);
            }
            smooth[i] = (float) sum;
        }
        return new Pixels(picture.planes(), width, picture.height(), smooth);
    }
}
