package dev.calotype.engine;

/**
 * One past evaluation, as later steps may refer to it. Its arrays are never changed.
 *
 * @param point where the network was evaluated
 * @param denoised what it believed in, after guidance and correction
 * @param raw the same before correction; under CFG++ what it believed in without conditioning
 */
@SuppressWarnings("ArrayRecordComponent")
record Evaluation(float[] point, float[] denoised, float[] raw) {
    /** Whether the two denoised values are one array. */
    @SuppressWarnings("ReferenceEquality")
    boolean isUncorrected() {
        return raw == denoised;
    }
}
