package dev.calotype.launcher;

import com.sun.management.OperatingSystemMXBean;
import dev.calotype.embedded.EmbeddedKafka;
import dev.calotype.embedded.EmbeddedPostgresServer;
import dev.calotype.jobs.Retries;
import dev.calotype.kafka.CommandIntake;
import dev.calotype.kafka.CommandProducer;
import dev.calotype.kafka.KafkaSettings;
import dev.calotype.kafka.OutboxRelay;
import dev.calotype.kafka.Topics;
import dev.calotype.postgres.Database;
import dev.calotype.postgres.DatabaseSettings;
import dev.calotype.postgres.PostgresFarmPlugins;
import dev.calotype.postgres.PostgresJobStore;
import dev.calotype.registry.PluginStatus;
import dev.calotype.server.ArtefactStore;
import dev.calotype.server.Farm;
import dev.calotype.server.FarmParts;
import dev.calotype.server.WorkerLimits;
import dev.calotype.spi.DeviceSpec;
import dev.calotype.tensor.Devices;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileLock;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A farm in this process, with embedded servers where none are configured. Everything it opened it closes, in reverse. */
final class LocalFarm implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final DataDirectory data;
    private final Configuration configuration;
    private String url = "";
    private String kafkaAddress = "";
    private String postgresAddress = "";

    private LocalFarm(DataDirectory data, Configuration configuration) {
        this.data = data;
        this.configuration = configuration;
    }

    /**
     * Starts a farm on a data directory that the caller has locked.
     *
     * @param lock released when the farm is closed
     * @param say is told what is being started
     */
    static LocalFarm start(DataDirectory data, FileLock lock, Configuration configuration, Consumer<String> say) {
        var farm = new LocalFarm(data, configuration);
        farm.open.push(lock.acquiredBy());
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("close-farm").unstarted(farm::close));
        try {
            farm.startAll(say);
            return farm;
        } catch (IOException | RuntimeException e) {
            farm.close();
            throw e instanceof Complaint complaint ? complaint : new IllegalStateException("the farm did not start", e);
        }
    }

    /** Where HTTP listens. */
    String url() {
        return url;
    }

    /** Where Kafka listens. */
    String kafka() {
        return kafkaAddress;
    }

    /** Where Postgres listens. */
    String postgres() {
        return postgresAddress;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger("dev.calotype").log(System.Logger.Level.WARNING, "a part did not close cleanly", e);
            }
        }
    }

    private void startAll(Consumer<String> say) throws IOException {
        KafkaSettings kafka = kafka(say);
        Database database = database(say);
        var store = new PostgresJobStore(database.source(), Clock.systemUTC(), Retries.DEFAULT);
        Topics.create(kafka, PARTITIONS);
        var producer = opened(new CommandProducer(kafka, Clock.systemUTC()));
        List<DeviceSpec> devices = devices();
        Farm farm = opened(Farm.start(new FarmParts(
                configuration.node(),
                devices,
                limits(devices.size()),
                configuration.host(),
                configuration.port(),
                InstalledPlugins.of(data, configuration.unsigned()),
                new PostgresFarmPlugins(database.source()),
                store,
                new ArtefactStore(
                        configuration.artefacts().orElseGet(() -> data.at("artefacts")), configuration.kept()),
                configuration.pictures(),
                new KafkaCommands(producer),
                door -> new IntakePump(new CommandIntake(kafka, configuration.node(), store, door)),
                new RelayPump(new OutboxRelay(kafka, store)))));
        farm.plugins().stream()
                .filter(plugin -> plugin.state() == PluginStatus.State.REFUSED)
                .forEach(plugin -> say.accept(
                        "plugin " + plugin.version().id() + " was not loaded: " + String.join("; ", plugin.notes())));
        url = "http://" + configuration.host() + ":" + farm.port();
        data.announce(url);
        open.push(data::silence);
    }

    private KafkaSettings kafka(Consumer<String> say) throws IOException {
        if (configuration.kafka().isPresent()) {
            kafkaAddress = configuration.kafka().get();
            return new KafkaSettings(kafkaAddress, configuration.kafkaProperties());
        }
        say.accept("starting Kafka");
        EmbeddedKafka embedded = opened(EmbeddedKafka.start(data.at("kafka")));
        kafkaAddress = embedded.bootstrap();
        return new KafkaSettings(kafkaAddress, configuration.kafkaProperties());
    }

    private Database database(Consumer<String> say) throws IOException {
        DatabaseSettings settings;
        if (configuration.postgres().isPresent()) {
            Configuration.Database given = configuration.postgres().get();
            settings = new DatabaseSettings(given.url(), given.user(), given.password(), 16);
        } else {
            say.accept("starting Postgres");
            EmbeddedPostgresServer embedded = opened(EmbeddedPostgresServer.start(data.at("postgres")));
            settings = new DatabaseSettings(embedded.url(), "postgres", "", 16);
        }
        postgresAddress = settings.url();
        return opened(Database.open(settings));
    }

    /** As many processor devices as were asked for; else every CUDA device; else one processor device. */
    private List<DeviceSpec> devices() {
        if (configuration.devices() == Configuration.FOUND) {
            List<DeviceSpec> cuda = Devices.cuda();
            return cuda.isEmpty() ? List.of(new DeviceSpec(DeviceSpec.Kind.CPU, 0)) : cuda;
        }
        return IntStream.range(0, configuration.devices())
                .mapToObj(index -> new DeviceSpec(DeviceSpec.Kind.CPU, index))
                .toList();
    }

    private WorkerLimits limits(int devices) {
        WorkerLimits usual = WorkerLimits.USUAL;
        long asked = configuration.memory();
        return new WorkerLimits(
                configuration.jobs(),
                configuration.rows(),
                usual.models(),
                usual.lease(),
                usual.beat(),
                asked == Configuration.HALF ? machineMemory() / 2 / devices : asked,
                configuration.precision(),
                configuration.storage());
    }

    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}
