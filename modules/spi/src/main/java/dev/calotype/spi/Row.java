package dev.calotype.spi;

/**
 * One row of a network call.
 *
 * @param x the scaled latent in C order, as the network takes it; its values are there while the call lasts, and the network does not
 *     change them
 * @param time what the network is told
 * @param conditioning signals of this row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Row(float[] x, double time, Conditioning conditioning) {}
