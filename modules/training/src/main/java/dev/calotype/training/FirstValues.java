package dev.calotype.training;

/** What the parameters of a network begin as. Called in an open scope. */
@FunctionalInterface
interface FirstValues {
    /** The values of a parameter, in C order. */
    float[] of(String name, long[] shape);
}
