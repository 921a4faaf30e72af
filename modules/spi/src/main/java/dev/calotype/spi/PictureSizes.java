package dev.calotype.spi;

/**
 * The picture sizes that a model can draw, in pixels.
 *
 * @param width what a job gets that asks for none
 * @param height what a job gets that asks for none
 * @param multiple both sides must be a multiple of this
 * @param largest neither side may be longer
 */
public record PictureSizes(int width, int height, int multiple, int largest) {}
