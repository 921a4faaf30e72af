package dev.calotype.training;

/** The 256 characters that stand for bytes in a byte-level vocabulary: printable Latin-1 as it is, the rest from U+0100. */
final class ByteAlphabet {
    private static final int SHIFTED = 256;

    private ByteAlphabet() {}

    /** The characters in the order of a vocabulary: those that stand for themselves first. */
    static String inOrder() {
        StringBuilder kept = new StringBuilder();
        StringBuilder moved = new StringBuilder();
        for (int value = 0; value < SHIFTED; value++) {
            boolean printable = (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
            if (printable) {
                kept.appendCodePoint(value);
            } else {
                moved.appendCodePoint(SHIFTED + moved.length());
            }
        }
        return kept.append(moved).toString();
    }
}
