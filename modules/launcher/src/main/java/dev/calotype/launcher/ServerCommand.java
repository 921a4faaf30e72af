package dev.calotype.launcher;

import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a farm until it is stopped. */
@Command(name = "server", description = "Runs a farm until stopped.", mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "key = value lines; without it all is embedded")
    @Nullable
    Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "where the farm keeps everything (~/.calotype)")
    Path data = DataDirectory.usual();

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "processor devices (every CUDA device that is found, else one)")
    @Nullable
    Integer devices;

    @Override
    public Integer call() throws InterruptedException {
        Configuration read = config == null ? Configuration.usual() : Configuration.read(config);
        Configuration configuration = devices == null ? read : read.withDevices(devices);
        var directory = new DataDirectory(data);
        FileLock lock = directory.lock();
        if (lock == null) {
            throw new Complaint("a farm runs on " + data + " already ("
                    + directory.announced().orElse("still starting") + "); use another --data, or stop it first");
        }
        Logs.to(directory.at("logs").resolve("farm.log"));
        LocalFarm farm = LocalFarm.start(directory, lock, configuration, Say::line);
        Say.result("farm      " + farm.url());
        Say.result("kafka     " + farm.kafka());
        Say.result("postgres  " + farm.postgres());
        Say.result("data      " + directory.root());
        awaitStop(farm);
        return 0;
    }

    /** Drains on SIGTERM or SIGINT, then ends without running native destructors. */
    private static void awaitStop(LocalFarm farm) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("drain").unstarted(() -> {
            Say.line("stopping");
            farm.close();
            Runtime.getRuntime().halt(0);
        }));
        new CountDownLatch(1).await();
    }
}
