package dev.calotype.plugin.controlnet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Canny's edges (Canny 1986, A Computational Approach to Edge Detection, section IX): ridges of the gradient, from where it
 * is high to where it is low. Gradients are |∂x| + |∂y| by Sobel's masks over values from 0 to 255, of the colour that changes most.
 */
final class Canny {
    private static final double TURN = Math.tan(Math.PI / 8);

    private final Gradient gradient;
    private final int height;
    private final double[] size;

    private Canny(Pixels picture) {
        gradient = Gradient.of(picture);
        height = picture.height();
        size = new double[gradient.across().length];
        for (int i = 0; i < size.length; i++) {
            size[i] = 255 * (Math.abs(gradient.across()[i]) + Math.abs(gradient.down()[i]));
        }
    }

    /** One plane of 1 on edges and 0 elsewhere. */
    static Pixels edges(Pixels picture, double low, double high) {
        return new Canny(picture).traced(low, high);
    }

    private Pixels traced(double low, double high) {
        float[] edges = new float[size.length];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < size.length; i++) {
            if (size[i] > high && ridge(i)) {
                edges[i] = 1;
                open.add(i);
            }
        }
        while (!open.isEmpty()) {
            follow(open.remove(), low, edges, open);
        }
        return new Pixels(1, gradient.width(), height, edges);
    }

    private void follow(int from, double low, float[] edges, Deque<Integer> open) {
        int x = from % gradient.width();
        int y = from / gradient.width();
        for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(gradient.width() - 1, x + 1); column++) {
                int next = row * gradient.width() + column;
                if (edges[next] == 0 && size[next] > low && ridge(next)) {
                    edges[next] = 1;
                    open.add(next);
                }
            }
        }
    }

    /** Whether no neighbour along the gradient is larger; of two equal ones the first is the ridge. */
    private boolean ridge(int place) {
        double across = gradient.across()[place];
        double down = gradient.down()[place];
        int dx = Math.abs(across) < TURN * Math.abs(down) ? 0 : 1;
        int dy = Math.abs(down) < TURN * Math.abs(across) ? 0 : 1;
        int sign = across * down < 0 ? -1 : 1;
        return size[place] > at(place, -dx, -sign * dy) && size[place] >= at(place, dx, sign * dy);
    }

    private double at(int place, int dx, int dy) {
        int x = place % gradient.width() + dx;
        int y = place / gradient.width() + dy;
        boolean inside = x >= 0 && y >= 0 && x < gradient.width() && y < height;
        return inside ? size[y * gradient.width() + x] : 0;
    }
}
