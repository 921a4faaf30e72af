package dev.calotype.spi;

/**
 * A prompt as the network will see it.
 *
 * @param conditioning the signals
 * @param cutTokens how many tokens of the prompt did not fit and were cut off
 */
public record Encoding(Conditioning conditioning, int cutTokens) {}
