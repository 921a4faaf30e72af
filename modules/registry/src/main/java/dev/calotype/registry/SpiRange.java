package dev.calotype.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of the contracts a plugin runs on: {@code 1} is every 1.x, {@code 1.2} is 1.2 and later of 1,
 * {@code 1.2-2} is from there to every 2.x.
 *
 * @param major of the least
 * @param minor of the least
 * @param last the last major version
 */
record SpiRange(int major, int minor, int last) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:-(\\d{1,4}))?");

    /** Reads a range; empty if it is none. */
    static Optional<SpiRange> of(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(found.group(1));
        int minor = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
        int last = found.group(3) == null ? major : Integer.parseInt(found.group(3));
        return last < major ? Optional.empty() : Optional.of(new SpiRange(major, minor, last));
    }

    /** Whether a farm with this version of the contracts can run it. */
    boolean holds(int farmMajor, int farmMinor) {
        boolean late = farmMajor > major || (farmMajor == major && farmMinor >= minor);
        return late && farmMajor <= last;
    }
}
