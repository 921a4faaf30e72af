package dev.calotype.jobs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms that a picture's address has. */
final class AddressReader {
    private static final Pattern STORED = Pattern.compile("(?:/v1/artefacts/)?([0-9a-f]{64})");
    private static final int SHOWN = 60;

    private AddressReader() {}

    static PictureAddress read(String address) {
        Matcher stored = STORED.matcher(address);
        if (stored.matches()) {
            return new PictureAddress.Stored(String.valueOf(stored.group(1)));
        }
        String scheme = address.substring(0, Math.max(0, address.indexOf(':'))).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "data" -> inline(address);
            case "http", "https" -> remote(address);
            default ->
                throw new IllegalArgumentException("'" + shown(address)
                        + "' is no picture's address; give an artefact's id, a data: URI in base64, or an http(s) URI of"
                        + " an object store that this farm reads");
        };
    }

    private static PictureAddress inline(String address) {
        int comma = address.indexOf(',');
        String head = address.substring(0, Math.max(0, comma)).toLowerCase(Locale.ROOT);
        if (!head.startsWith("data:image/") || !head.endsWith(";base64")) {
            throw new IllegalArgumentException("'" + shown(address)
                    + "' is no picture's data URI; it begins with data:image/png;base64, or data:image/jpeg;base64,");
        }
        try {
            return new PictureAddress.Inline(Base64.getDecoder().decode(address.substring(comma + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a data URI is not in base64: " + e.getMessage(), e);
        }
    }

    private static PictureAddress remote(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException("'" + shown(address)
                        + "' is no object's address; it has a host, and neither user nor fragment");
            }
            return new PictureAddress.Remote(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + shown(address) + "' is no URI: " + e.getReason(), e);
        }
    }

    private static String shown(String address) {
        return address.length() <= SHOWN ? address : address.substring(0, SHOWN) + "…";
    }
}
