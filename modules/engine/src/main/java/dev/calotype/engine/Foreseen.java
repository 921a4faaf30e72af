package dev.calotype.engine;

/** A stream of noise whose first draw was taken already: it gives that one, then the rest. */
final class Foreseen implements Noise {
    private final float[] first;
    private final Noise rest;
    private boolean given;

    Foreseen(float[] first, Noise rest) {
        this.first = first;
        this.rest = rest;
    }

    @Override
    public float[] draw(int count) {
        if (given) {
            return rest.draw(count);
        }
        if (count != first.length) {
            throw new IllegalArgumentException("the first draw has " + first.length + " values; asked for " + count);
        }
        given = true;
        return first.clone();
    }
}
