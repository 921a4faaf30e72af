package dev.calotype.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.calotype.jobs.Job;
import dev.calotype.jobs.JobDocument;
import dev.calotype.registry.PluginStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A farm as seen over HTTP, here or elsewhere. Safe for any thread. */
final class FarmClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ARRIVAL_POLLS = 25;
    private static final long ARRIVAL_MILLIS = 200;

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final JobDocument document = new JobDocument();

    FarmClient(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Whether a farm answers there. */
    boolean answers() {
        try {
            return send(request("/healthz").GET().build()).statusCode() == 200;
        } catch (Complaint silence) {
            return false;
        }
    }

    /**
     * Submits one job.
     *
     * @return its id
     * @throws Complaint with every reason why the farm refuses it
     */
    String submit(String job) {
        HttpResponse<byte[]> response = send(request("/v1/jobs")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(job))
                .build());
        JsonNode answer = tree(response);
        if (response.statusCode() == 202) {
            return answer.path("id").asText();
        }
        throw refused("the job is refused:", answer, response.statusCode());
    }

    private Complaint refused(String what, JsonNode answer, int status) {
        List<String> faults = new ArrayList<>();
        answer.path("faults").forEach(fault -> faults.add(fault.path("message").asText()));
        return faults.isEmpty()
                ? new Complaint("the farm at " + url + " answered " + status)
                : Complaint.of(what, faults);
    }

    /** The devices that each warm model is loaded on, by the model's name. */
    Map<String, String> warm() {
        Map<String, String> warm = new TreeMap<>();
        tree(send(request("/v1/devices").GET().build()))
                .forEach(device -> device.path("models")
                        .forEach(model -> warm.merge(
                                model.path("name").asText(),
                                device.path("device").asText(),
                                (a, b) -> a + ", " + b)));
        return warm;
    }

    /** How the plugins stand there. */
    List<PluginStatus> plugins() {
        List<PluginStatus> plugins = new ArrayList<>();
        tree(send(request("/v1/plugins").GET().build())).forEach(plugin -> plugins.add(PluginAnswer.read(plugin)));
        return plugins;
    }

    /**
     * A job and where it stands; empty if the farm does not know it.
     *
     * @throws Complaint with every reason if a record of this name was rejected
     */
    Optional<Job> find(String id) {
        HttpResponse<byte[]> response = send(request("/v1/jobs/" + id).GET().build());
        if (response.statusCode() == 410) {
            throw refused("the record that named job '" + id + "' was rejected:", tree(response), 410);
        }
        return response.statusCode() == 200 ? Optional.of(document.read(text(response))) : Optional.empty();
    }

    /**
     * A job that may have been submitted a moment ago and is still on its way from Kafka to the store.
     *
     * @throws Complaint if it is not there after some seconds
     */
    Job known(String id) {
        for (int polls = 0; polls < ARRIVAL_POLLS; polls++) {
            Optional<Job> found = find(id);
            if (found.isPresent()) {
                return found.get();
            }
            Say.pause(ARRIVAL_MILLIS);
        }
        throw new Complaint("there is no job '" + id + "'");
    }

    /** The newest jobs. */
    List<Job> list(int limit) {
        List<Job> jobs = new ArrayList<>();
        tree(send(request("/v1/jobs?limit=" + limit).GET().build()))
                .forEach(job -> jobs.add(document.read(job.toString())));
        return jobs;
    }

    /** Asks to cancel a job; gives whether the farm knows it. */
    boolean cancel(String id) {
        return send(request("/v1/jobs/" + id + "/cancel")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode()
                == 202;
    }

    /**
     * Sends a picture for jobs to begin from.
     *
     * @param name what the user calls it
     * @return its id
     * @throws Complaint with the reason why the farm does not take it
     */
    String keep(byte[] picture, String name) {
        HttpResponse<byte[]> response = send(request("/v1/artefacts")
                .header("content-type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build());
        if (response.statusCode() == 413) {
            throw new Complaint("the picture " + name + " has " + picture.length + " bytes, more than the farm takes");
        }
        JsonNode answer = tree(response);
        if (response.statusCode() == 201) {
            return answer.path("id").asText();
        }
        throw refused("the picture " + name + " is refused:", answer, response.statusCode());
    }

    /** The bytes of an artefact. */
    byte[] artefact(URI uri) {
        HttpResponse<byte[]> response = send(request(uri.toString()).GET().build());
        if (response.statusCode() != 200) {
            throw new Complaint("the artefact " + uri + " is gone from the farm at " + url);
        }
        return response.body();
    }

    /** What the farm's devices have done so far. */
    Figures figures() {
        JsonNode stats = tree(send(request("/v1/stats").GET().build()));
        return new Figures(
                stats.path("calls").asLong(),
                stats.path("rows").asLong(),
                stats.path("evaluations").asLong(),
                stats.path("pictures").asLong(),
                stats.path("deviceSeconds").asDouble());
    }

    /** Sums over all devices of the node. */
    record Figures(long calls, long rows, long evaluations, long pictures, double deviceSeconds) {
        Figures since(Figures before) {
            return new Figures(
                    calls - before.calls,
                    rows - before.rows,
                    evaluations - before.evaluations,
                    pictures - before.pictures,
                    deviceSeconds - before.deviceSeconds);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        } catch (IllegalArgumentException e) {
            throw new Complaint("'" + url + "' is not the address of a farm; it looks like http://127.0.0.1:8080");
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new Complaint("the farm at " + url + " does not answer (" + e + "); is it running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted while waiting for the farm at " + url);
        }
    }

    private JsonNode tree(HttpResponse<byte[]> response) {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new Complaint("what answers at " + url + " is not a farm");
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
