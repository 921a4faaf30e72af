package dev.calotype.launcher;

import dev.calotype.jobs.NearMiss;
import dev.calotype.server.ObjectStores;
import dev.calotype.spi.Precision;
import dev.calotype.spi.WeightStorage;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server is told by its configuration file: {@code key = value} lines as in Java's properties.
 *
 * @param kafka addresses of a real Kafka, or empty for an embedded one
 * @param kafkaProperties what else Kafka's clients need, given as {@code kafka.client.NAME}
 * @param postgres address and account of a real Postgres, or empty for an embedded one
 * @param node the node's name
 * @param host where HTTP listens
 * @param port where HTTP listens; 0 takes a free port
 * @param devices processor devices, or {@link #FOUND}
 * @param jobs jobs in flight on a device
 * @param rows rows of one network call
 * @param memory bytes that loaded models may take on a device, or {@link #HALF}
 * @param precision what models compute in; empty for what is usual on a device
 * @param storage how models keep the weights that their layers multiply by
 * @param artefacts where results and installed plugins are stored, the same for all nodes; empty for the data directory
 * @param unsigned whether plugins are loaded that are neither signed nor allowed one by one
 * @param pictures object stores that jobs' pictures may lie in
 * @param kept bytes that the pictures may take together that clients sent to this node
 */
record Configuration(
        Optional<String> kafka,
        Map<String, String> kafkaProperties,
        Optional<Database> postgres,
        String node,
        String host,
        int port,
        int devices,
        int jobs,
        int rows,
        long memory,
        Optional<Precision> precision,
        WeightStorage storage,
        Optional<Path> artefacts,
        boolean unsigned,
        ObjectStores pictures,
        long kept) {
    /** Loaded models may take half of the machine's memory, shared by its devices. */
    static final long HALF = 0;

    private static final long KEPT = 8L << 30;

    /** Devices are those that are found: every CUDA device, else one processor device. */
    static final int FOUND = 0;

    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern AMOUNT = Pattern.compile("([1-9][0-9]{0,8})\\s*(MiB|GiB|TiB)");
    private static final List<String> UNITS = List.of("MiB", "GiB", "TiB");

    private static final String CLIENT = "kafka.client.";
    private static final List<String> KEYS = List.of(
            "kafka.bootstrap",
            "postgres.url",
            "postgres.user",
            "postgres.password",
            "node",
            "http.host",
            "http.port",
            "devices",
            "worker.jobs",
            "worker.rows",
            "worker.memory",
            "artefacts",
            "plugins.unsigned",
            "worker.precision",
            "worker.weights",
            "images.from",
            "images.kept");

    /** A database of somebody else's. */
    record Database(String url, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + "@" + url;
        }
    }

    /** What a server does that is told nothing. */
    static Configuration usual() {
        return read(new Properties(), "the defaults", new ArrayList<>());
    }

    /** The same with another number of devices. */
    Configuration withDevices(int count) {
        if (count < 1 || count > 256) {
            throw new Complaint("--devices is " + count + "; it must be from 1 to 256");
        }
        return new Configuration(
                kafka,
                kafkaProperties,
                postgres,
                node,
                host,
                port,
                count,
                jobs,
                rows,
                memory,
                precision,
                storage,
                artefacts,
                unsigned,
                pictures,
                kept);
    }

    /**
     * Reads a file; values may name variables of this process's environment.
     *
     * @throws Complaint with every unknown and every invalid key
     */
    static Configuration read(Path file) {
        return read(file, System.getenv());
    }

    /** Reads a file with variables of this environment. */
    static Configuration read(Path file, Map<String, String> environment) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Complaint("the configuration " + file + " cannot be read: " + e.getMessage());
        }
        List<String> faults = new ArrayList<>();
        properties.replaceAll((key, value) -> Variables.filled(key + "", value + "", environment, faults));
        return read(properties, file.toString(), faults);
    }

    private static Configuration read(Properties properties, String source, List<String> faults) {
        Map<String, String> client = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(CLIENT)) {
                client.put(key.substring(CLIENT.length()), properties.getProperty(key));
            } else if (!KEYS.contains(key)) {
                faults.add("there is no key '" + key + "'; " + NearMiss.hint(key, KEYS));
            }
        }
        var found = new Configuration(
                Optional.ofNullable(properties.getProperty("kafka.bootstrap")),
                client,
                database(properties, faults),
                properties.getProperty("node", "local"),
                properties.getProperty("http.host", "127.0.0.1"),
                whole(properties, "http.port", 0, 0, 65_535, faults),
                whole(properties, "devices", FOUND, 1, 256, faults),
                whole(properties, "worker.jobs", 64, 1, 100_000, faults),
                whole(properties, "worker.rows", 64, 1, 4_096, faults),
                amount(properties, "worker.memory", HALF, faults),
                precision(properties, faults),
                storage(properties, faults),
                Optional.ofNullable(properties.getProperty("artefacts")).map(Path::of),
                unsigned(properties, faults),
                pictures(properties.getProperty("images.from", ""), faults),
                amount(properties, "images.kept", KEPT, faults));
        if (!faults.isEmpty()) {
            throw Complaint.of("the configuration " + source + " has faults:", faults);
        }
        return found;
    }

    private static Optional<Database> database(Properties properties, List<String> faults) {
        String url = properties.getProperty("postgres.url");
        if (url == null) {
            for (String key : List.of("postgres.user", "postgres.password")) {
                if (properties.containsKey(key)) {
                    faults.add(
                            "'" + key + "' is given without 'postgres.url'; give both, or neither for an embedded one");
                }
            }
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            faults.add("'postgres.url' is " + url + "; it must start with jdbc:postgresql:");
        }
        return Optional.of(new Database(
                url,
                properties.getProperty("postgres.user", "calotype"),
                properties.getProperty("postgres.password", "")));
    }

    private static boolean unsigned(Properties properties, List<String> faults) {
        String text = properties.getProperty("plugins.unsigned", "refuse").strip();
        if (!text.equals("refuse") && !text.equals("allow")) {
            faults.add("'plugins.unsigned' is " + text + "; it may be refuse or allow");
        }
        return text.equals("allow");
    }

    /** Object stores, apart by spaces or commas. */
    private static ObjectStores pictures(String prefixes, List<String> faults) {
        try {
            return new ObjectStores(BETWEEN.splitAsStream(prefixes.strip())
                    .filter(prefix -> !prefix.isEmpty())
                    .map(URI::create)
                    .toList());
        } catch (IllegalArgumentException e) {
            faults.add("'images.from': " + e.getMessage());
            return ObjectStores.NONE;
        }
    }

    private static long amount(Properties properties, String key, long otherwise, List<String> faults) {
        String text = properties.getProperty(key);
        if (text == null) {
            return otherwise;
        }
        Matcher found = AMOUNT.matcher(text.strip());
        if (found.matches()) {
            int unit = UNITS.indexOf(found.group(2));
            return Long.parseLong(found.group(1)) << (10 * (unit + 2));
        }
        faults.add("'" + key + "' is " + text + "; it must be a whole number of MiB, GiB or TiB, such as 12 GiB");
        return otherwise;
    }

    private static Optional<Precision> precision(Properties properties, List<String> faults) {
        String text = properties.getProperty("worker.precision");
        if (text == null) {
            return Optional.empty();
        }
        for (Precision precision : Precision.values()) {
            if (precision.name().equalsIgnoreCase(text.strip())) {
                return Optional.of(precision);
            }
        }
        faults.add("'worker.precision' is " + text + "; it may be fp32, fp16 or bf16");
        return Optional.empty();
    }

    private static WeightStorage storage(Properties properties, List<String> faults) {
        String text = properties.getProperty("worker.weights", "plain").strip();
        for (WeightStorage storage : WeightStorage.values()) {
            if (storage.name().equalsIgnoreCase(text)) {
                return storage;
            }
        }
        faults.add("'worker.weights' is " + text + "; it may be plain or int8");
        return WeightStorage.PLAIN;
    }

    private static int whole(
            Properties properties, String key, int otherwise, int least, int most, List<String> faults) {
        String text = properties.getProperty(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, with what is allowed.
        }
        faults.add("'" + key + "' is " + text + "; it must be a whole number from " + least + " to " + most);
        return otherwise;
    }
}
