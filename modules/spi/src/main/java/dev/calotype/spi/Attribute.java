package dev.calotype.spi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named number that a conditioning module takes.
 *
 * @param name letters, digits and {@code _-}, the first a letter, at most 64
 * @param least the smallest value it may have
 * @param most the largest
 * @param usual the value of a job that says nothing
 */
public record Attribute(String name, double least, double most, double usual) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /**
     * Checks the name and the range.
     *
     * @throws IllegalArgumentException if the name is none, the range is empty or not finite, or the usual value lies outside
     */
    public Attribute {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("attribute '" + name
                    + "' has no name that jobs can write; use at most 64 letters, digits and _-, the first a letter");
        }
        if (!Double.isFinite(least) || !Double.isFinite(most) || least >= most) {
            throw new IllegalArgumentException("attribute '" + name + "' goes from " + least + " to " + most
                    + "; it must be a range of finite numbers that is not empty");
        }
        if (!(usual >= least && usual <= most)) {
            throw new IllegalArgumentException("attribute '" + name + "' usually is " + usual
                    + "; that must lie within " + least + " and " + most);
        }
    }

    /** What is wrong with a value for it, in words; empty where nothing is. */
    public Optional<String> fault(double value) {
        return value >= least && value <= most
                ? Optional.empty()
                : Optional.of(name + " is " + value + "; it must be " + least + " to " + most);
    }
}
