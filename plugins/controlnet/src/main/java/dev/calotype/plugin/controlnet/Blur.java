package dev.calotype.plugin.controlnet;

/** Gaussian smoothing, repeating the edge. */
final class Blur {
    private static final int DEVIATIONS = 3;

    private Blur() {}

    /** The first plane, smoothed by a bell of this standard deviation in pixels. */
    static Pixels of(Pixels grey, double deviation) {
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
        return along(along(grey, bell, 1, 0), bell, 0, 1);
    }

    private static Pixels along(Pixels grey, double[] bell, int dx, int dy) {
        int reach = bell.length / 2;
        float[] smooth = new float[grey.width() * grey.height()];
        for (int i = 0; i < smooth.length; i++) {
            double sum = 0;
            for (int step = -reach; step <= reach; step++) {
                sum += bell[step + reach] * grey.near(0, i % grey.width() + dx * step, i / grey.width() + dy * step);
            }
            smooth[i] = (float) sum;
        }
        return new Pixels(1, grey.width(), grey.height(), smooth);
    }
}
