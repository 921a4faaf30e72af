package dev.calotype.server;

import java.util.Locale;

/**
 * What the first bytes of a picture's file say, read without decoding it, so that what is too large is never decoded.
 *
 * @param format how it is stored
 * @param width in pixels
 * @param height in pixels
 */
record PictureHeader(Format format, int width, int height) {
    /** The most bytes a picture's file may have: 32 MiB. */
    static final int MOST_BYTES = 32 << 20;

    /** The most pixels a picture may have: 4096×4096. */
    static final int MOST_PIXELS = 1 << 24;

    /** The longest side a picture may have. */
    static final int LONGEST_SIDE = 16_384;

    private static final long PNG_MARK = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int JPEG_MARK = 0xFFD8;
    private static final long FTYP = 0x66747970L;
    private static final long EBML = 0x1A45DFA3L;
    private static final long AVI = 0x41564920L;

    /** Formats that are read. */
    enum Format {
        /** ISO/IEC 15948. */
        PNG,
        /** ITU-T T.81. */
        JPEG;

        /** The name in MIME types and of Java's reader. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the header and checks it against the limits.
     *
     * @throws IllegalArgumentException if it is no picture, of a format that is not read, cut off, or too large
     */
    static PictureHeader read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "the picture's file has " + file.length + " bytes; at most " + MOST_BYTES + " are read");
        }
        PictureHeader header = dimensions(file);
        long pixels = (long) header.width * header.height;
        boolean longSide = header.width > LONGEST_SIDE || header.height > LONGEST_SIDE;
        if (header.width < 1 || header.height < 1 || longSide || pixels > MOST_PIXELS) {
            throw new IllegalArgumentException("the picture is " + header.width + "×" + header.height
                    + " pixels; at most " + MOST_PIXELS + " pixels and " + LONGEST_SIDE + " on a side are read");
        }
        return header;
    }

    private static PictureHeader dimensions(byte[] file) {
        if (file.length >= 24 && number(file, 0, 8) == PNG_MARK && number(file, 12, 4) == IHDR) {
            return new PictureHeader(Format.PNG, side(number(file, 16, 4)), side(number(file, 20, 4)));
        }
        if (file.length >= 4 && number(file, 0, 2) == JPEG_MARK) {
            return jpeg(file);
        }
        throw new IllegalArgumentException(
                isVideo(file)
                        ? "the file is a video, and a picture is due; save one of its frames as PNG or JPEG"
                        : "the file is neither PNG nor JPEG; save the picture as one of these");
    }

    /** Whether a file begins as MP4 and QuickTime, Matroska and WebM, or AVI do. */
    private static boolean isVideo(byte[] file) {
        return file.length >= 12
                && (number(file, 4, 4) == FTYP || number(file, 0, 4) == EBML || number(file, 8, 4) == AVI);
    }

    /** From the first frame header, one of the markers C0 to CF that are no tables. */
    private static PictureHeader jpeg(byte[] file) {
        int at = 2;
        while (at + 9 < file.length && (file[at] & 255) == 0xFF) {
            int marker = file[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            boolean table = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
            if (marker >= 0xC0 && marker <= 0xCF && !table) {
                return new PictureHeader(Format.JPEG, side(number(file, at + 7, 2)), side(number(file, at + 5, 2)));
            }
            at += 2 + Math.max(2, (int) number(file, at + 2, 2));
        }
        throw new IllegalArgumentException("the JPEG file ends before it says how large the picture is");
    }

    private static int side(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static long number(byte[] file, int at, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | (file[at + i] & 255);
        }
        return number;
    }
}
