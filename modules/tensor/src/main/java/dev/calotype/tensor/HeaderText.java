package dev.calotype.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The first bytes of a file that should be safetensors: what kind of file it is, and its header's text. */
final class HeaderText {
    private static final int PICKLE = 0x80;

    private HeaderText() {}

    /** Whether a file begins as one that PyTorch pickles ({@code .bin}, {@code .ckpt}, {@code .pt}), whole or zipped. */
    static boolean isPickled(MemorySegment file) {
        int first = Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, 0));
        int second = Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, 1));
        boolean zipped = first == 'P' && second == 'K';
        return zipped || (first == PICKLE && second >= 2 && second <= 5);
    }

    /** Bytes as UTF-8, refused where they are not. */
    static String of(Path file, MemorySegment bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.asByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TensorException(file + " has a header that is not UTF-8 text", e);
        }
    }

    /** A description short enough for a message. */
    static String brief(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
