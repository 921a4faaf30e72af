package dev.calotype.engine;

/** One past evaluation, as later steps may refer to it: the point, the denoised value, and that before correction. */
@SuppressWarnings("ArrayRecordComponent")
record Evaluation(float[] point, float[] denoised, float[] raw) {}
