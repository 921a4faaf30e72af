package dev.calotype.spi;

import java.util.List;

/**
 * The frames of a video in their order. How fast they follow each other is for the job to say, and how they are stored for the
 * farm.
 *
 * @param pictures at least one, all of one size
 */
public record Frames(List<Raster> pictures) implements Product {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there are none, or they differ in size
     */
    public Frames {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("a video has no frames; a finished latent becomes at least one");
        }
        Raster first = pictures.getFirst();
        for (Raster picture : pictures) {
            if (picture.width() != first.width() || picture.height() != first.height()) {
                throw new IllegalArgumentException("the frames of a video have " + first.width() + "×" + first.height()
                        + " and " + picture.width() + "×" + picture.height() + " pixels; they must be of one size");
            }
        }
    }
}
