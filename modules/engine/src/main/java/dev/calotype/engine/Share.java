package dev.calotype.engine;

/** One summand of a blend: a weight and the values it stands before. */
@SuppressWarnings("ArrayRecordComponent")
record Share(double weight, float[] values) {}
