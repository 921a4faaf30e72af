package dev.calotype.server;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The object stores that jobs' pictures may be read from. Nothing else is ever asked for a picture, so that no job can make
 * the farm call an address of its own network.
 *
 * @param prefixes http or https, with a host and a path that ends in {@code /}
 */
public record ObjectStores(List<URI> prefixes) {
    /** No object store. */
    public static final ObjectStores NONE = new ObjectStores(List.of());

    /**
     * Checks the prefixes.
     *
     * @throws IllegalArgumentException if one is no such URI
     */
    public ObjectStores {
        prefixes = List.copyOf(prefixes);
        for (URI prefix : prefixes) {
            boolean web = "http".equals(prefix.getScheme()) || "https".equals(prefix.getScheme());
            String path = String.valueOf(prefix.getRawPath());
            if (!web || prefix.getHost() == null || !path.endsWith("/") || prefix.getUserInfo() != null) {
                throw new IllegalArgumentException("'" + prefix
                        + "' is no object store; it looks like https://store.example/pictures/ and ends with a slash");
            }
        }
    }

    /**
     * Passes the address of an object in one of the stores.
     *
     * @throws IllegalArgumentException if it lies in none
     */
    void check(URI object) {
        if (prefixes.stream().noneMatch(prefix -> holds(prefix, object))) {
            throw new IllegalArgumentException("'" + object.getScheme() + "://" + object.getHost()
                    + "' is no object store of this farm's, which reads from "
                    + (prefixes.isEmpty() ? "none" : prefixes)
                    + "; send the picture to /v1/artefacts and name its id");
        }
    }

    private static boolean holds(URI prefix, URI object) {
        String path = String.valueOf(object.getRawPath());
        String lower = path.toLowerCase(Locale.ROOT);
        boolean plain =
                path.equals(object.normalize().getRawPath()) && !lower.contains("%2e") && !lower.contains("%2f");
        return plain
                && prefix.getScheme().equalsIgnoreCase(object.getScheme())
                && prefix.getHost().equalsIgnoreCase(object.getHost())
                && port(prefix) == port(object)
                && path.startsWith(prefix.getRawPath());
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
