package dev.calotype.spi;

/**
 * Which numbers about pictures a model was told in its training, and reads as time ids (Podell et al. 2023,
 * arXiv:2307.01952, section 2.2).
 */
public enum FramingUse {
    /** None. */
    NONE(0),
    /** Height and width before scaling and cropping, what was cropped at the top and at the left, height and width after it. */
    SIZES(6),
    /** Height and width before scaling and cropping, what was cropped at the top and at the left, an aesthetic score. */
    SCORE(5);

    private final int numbers;

    FramingUse(int numbers) {
        this.numbers = numbers;
    }

    /** How many numbers those are. */
    public int numbers() {
        return numbers;
    }
}
