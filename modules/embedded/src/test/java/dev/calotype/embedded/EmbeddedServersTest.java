package dev.calotype.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
    @Test
    void postgresKeepsWhatWasCommittedThroughAKillAndARestart(@TempDir Path directory) throws Exception {
        try (var server = EmbeddedPostgresServer.start(directory)) {
            execute(server, "create table kept (n int)");
            execute(server, "insert into kept values (42)");
            kill(server.pid());
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> read(server) == 42);
        }
        try (var server = EmbeddedPostgresServer.start(directory)) {
            assertThat(read(server)).isEqualTo(42);
            assertThat(setting(server, "fsync")).isEqualTo("on");
            assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void kafkaKeepsItsTopicsAndRecordsThroughAKillAndARestart(@TempDir Path directory) throws Exception {
        String bootstrap;
        try (var kafka = EmbeddedKafka.start(directory)) {
            bootstrap = kafka.bootstrap();
            try (var admin = admin(bootstrap)) {
                admin.createTopics(List.of(new NewTopic("kept", Optional.of(2), Optional.of((short) 1))))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                write(bootstrap, "a record that was acknowledged");
                kill(kafka.pid());
                await().atMost(Duration.ofSeconds(40))
                        .ignoreExceptions()
                        .until(() -> topics(admin).contains("kept"));
            }
        }
        try (var kafka = EmbeddedKafka.start(directory);
                var admin = admin(kafka.bootstrap())) {
            assertThat(kafka.bootstrap()).isEqualTo(bootstrap);
            assertThat(topics(admin)).contains("kept");
            assertThat(first(bootstrap)).isEqualTo("a record that was acknowledged");
        }
    }

    private static Admin admin(String bootstrap) {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    private static void write(String bootstrap, String text) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", text)).get(20, TimeUnit.SECONDS);
        }
    }

    private static String first(String bootstrap) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            var partitions = List.of(new TopicPartition("kept", 0), new TopicPartition("kept", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return await().atMost(Duration.ofSeconds(20))
                    .until(() -> consumer.poll(Duration.ofMillis(200)), found -> !found.isEmpty())
                    .iterator()
                    .next()
                    .value();
        }
    }

    private static Set<String> topics(Admin admin) throws Exception {
        return admin.listTopics(new ListTopicsOptions().timeoutMs(4000)).names().get(5, TimeUnit.SECONDS);
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    private static void execute(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int read(EmbeddedPostgresServer server) throws SQLException {
        try (Connection connection = connect(server);
                var rows = connection.createStatement().executeQuery("select n from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String setting(EmbeddedPostgresServer server, String name) throws SQLException {
        try (Connection connection = connect(server);
                var rows = connection.createStatement().executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), "postgres", "");
    }
}
