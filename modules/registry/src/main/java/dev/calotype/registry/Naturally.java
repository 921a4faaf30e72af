package dev.calotype.registry;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** The order in which people read names with numbers in them: {@code a-9} before {@code a-10}. */
final class Naturally {
    private static final Pattern BORDER = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    private Naturally() {}

    static int compare(String left, String right) {
        List<String> a = BORDER.splitAsStream(left).toList();
        List<String> b = BORDER.splitAsStream(right).toList();
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = comparePart(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int comparePart(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }
}
