package dev.calotype.training;

import static dev.calotype.training.Picture.PIXELS;
import static dev.calotype.training.Picture.SIDE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Pixels of one colour that touch, at sides or corners; {@code withMargin} adds those around it that no other covers. */
record Component(Colour colour, List<Integer> pixels, List<Integer> withMargin) {
    /** All components of at least so many pixels; {@code colours} has an index of the palette for each pixel, or −1. */
    static List<Component> all(int[] colours, List<Colour> palette, int leastPixels) {
        boolean[] seen = new boolean[PIXELS];
        List<Component> found = new ArrayList<>();
        for (int i = 0; i < PIXELS; i++) {
            if (colours[i] >= 0 && !seen[i]) {
                List<Integer> pixels = grow(i, colours, seen);
                if (pixels.size() >= leastPixels) {
                    found.add(new Component(palette.get(colours[i]), pixels, margin(pixels, colours)));
                }
            }
        }
        return found;
    }

    private static List<Integer> grow(int start, int[] colours, boolean[] seen) {
        List<Integer> pixels = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!open.isEmpty()) {
            int at = open.pop();
            pixels.add(at);
            for (int next : around(at)) {
                if (!seen[next] && colours[next] == colours[start]) {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        return pixels;
    }

    private static List<Integer> margin(List<Integer> pixels, int[] colours) {
        boolean[] taken = new boolean[PIXELS];
        List<Integer> all = new ArrayList<>(pixels);
        pixels.forEach(i -> taken[i] = true);
        for (int i : pixels) {
            for (int next : around(i)) {
                if (!taken[next] && colours[next] < 0) {
                    taken[next] = true;
                    all.add(next);
                }
            }
        }
        return all;
    }

    private static List<Integer> around(int index) {
        List<Integer> neighbours = new ArrayList<>(8);
        int row = index / SIDE;
        int column = index % SIDE;
        for (int y = Math.max(row - 1, 0); y <= Math.min(row + 1, SIDE - 1); y++) {
            for (int x = Math.max(column - 1, 0); x <= Math.min(column + 1, SIDE - 1); x++) {
                if (y != row || x != column) {
                    neighbours.add(y * SIDE + x);
                }
            }
        }
        return neighbours;
    }
}
