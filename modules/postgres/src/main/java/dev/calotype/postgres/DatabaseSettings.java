package dev.calotype.postgres;

/**
 * Where the database is.
 *
 * @param url a JDBC address, such as {@code jdbc:postgresql://127.0.0.1:5432/calotype}
 * @param user who connects
 * @param password may be empty
 * @param connections at most this many at a time
 */
public record DatabaseSettings(String url, String user, String password, int connections) {
    /** Hides the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", connections=" + connections + "]";
    }
}
