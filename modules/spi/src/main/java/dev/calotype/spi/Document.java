package dev.calotype.spi;

/**
 * A finished result as bytes that are stored as they are, such as a table, a sound or a scene.
 *
 * @param mediaType type and subtype in lower case without parameters, such as {@code text/csv}
 * @param content the bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Document(String mediaType, byte[] content) implements Product {
    private static final String WORD = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}";

    /**
     * Checks the media type (RFC 6838, section 4.2).
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public Document {
        if (!mediaType.matches(WORD + "/" + WORD)) {
            throw new IllegalArgumentException("a document's media type is '" + mediaType
                    + "'; it must be a type and a subtype in lower case, such as text/csv");
        }
    }
}
