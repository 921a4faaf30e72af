package dev.calotype.plugin.controlnet;

/** Edges and lines as drawings of them, one plane, bright on black. */
final class Edges {
    private static final double[] WIDTHS = {1, 2, 4};
    /** Contrast of the faintest edge that is drawn as bright as a strong one; fainter pictures stay faint. */
    private static final double FAINTEST = 0.1;

    /** What Sobel's masks make of a step of 1 that was blurred by 1: eight halves of the bell's height at its middle. */
    private static final double STEP = 8 / Math.sqrt(2 * Math.PI);

    private static final double FINE = 1;
    private static final double COARSE = 4;
    private static final double SKETCHY = 2;
    private static final double FAINT = 40;
    private static final double STRONG = 100;
    private static final int PEN = 2;

    private Edges() {}

    /** The mean over three widths of the gradient's length, each as a share of its largest. */
    static Pixels soft(Pixels picture) {
        float[] sum = new float[picture.width() * picture.height()];
        for (double width : WIDTHS) {
            Gradient gradient = Gradient.of(Blur.of(picture, width));
            float[] contrast = new float[sum.length];
            for (int i = 0; i < sum.length; i++) {
                contrast[i] = (float) (gradient.length(i) * width / STEP);
            }
            double share = 1 / (WIDTHS.length * largest(contrast));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) (share * contrast[i]);
            }
        }
        return new Pixels(1, picture.width(), picture.height(), sum);
    }

    /**
     * How much darker than its surroundings each place is, as a share of the most (Marr and Hildreth 1980). Ink of any colour takes
     * one colour's light at least, so the darkest colour counts.
     */
    static Pixels lines(Pixels picture) {
        Pixels dark = picture.darkest();
        float[] fine = Blur.of(dark, FINE).values();
        float[] coarse = Blur.of(dark, COARSE).values();
        float[] darker = new float[fine.length];
        for (int i = 0; i < fine.length; i++) {
            darker[i] = Math.max(0, coarse[i] - fine[i]);
        }
        double largest = largest(darker);
        for (int i = 0; i < fine.length; i++) {
            darker[i] /= (float) largest;
        }
        return new Pixels(1, picture.width(), picture.height(), darker);
    }

    /** Canny's edges of the picture without its details, drawn with a round pen. */
    static Pixels scribble(Pixels picture) {
        Pixels thin = Canny.edges(Blur.of(picture, SKETCHY), FAINT, STRONG);
        float[] drawn = new float[thin.values().length];
        for (int i = 0; i < drawn.length; i++) {
            if (thin.values()[i] > 0) {
                stroke(i % thin.width(), i / thin.width(), drawn, thin);
            }
        }
        return new Pixels(1, thin.width(), thin.height(), drawn);
    }

    private static void stroke(int x, int y, float[] drawn, Pixels within) {
        for (int row = Math.max(0, y - PEN); row <= Math.min(within.height() - 1, y + PEN); row++) {
            for (int column = Math.max(0, x - PEN); column <= Math.min(within.width() - 1, x + PEN); column++) {
                if (Math.hypot(row - y, column - x) <= PEN) {
                    drawn[row * within.width() + column] = 1;
                }
            }
        }
    }

    /** The largest contrast, or the faintest that counts. */
    private static double largest(float[] contrast) {
        double largest = FAINTEST;
        for (float value : contrast) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
