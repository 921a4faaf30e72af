package dev.calotype.jobs;

/**
 * Noise on the way from the job's seed to another: pictures that resemble the seed's the more, the smaller the share.
 *
 * @param seed the other seed, of the first picture
 * @param share 0 is the job's own seed, 1 the other
 */
public record Variation(long seed, double share) {}
