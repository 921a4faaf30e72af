package dev.calotype.server;

import dev.calotype.jobs.Admission;
import dev.calotype.jobs.Artefact;
import dev.calotype.jobs.Door;
import dev.calotype.jobs.Fault;
import dev.calotype.jobs.JobDocument;
import dev.calotype.jobs.JobFilter;
import dev.calotype.jobs.JobId;
import dev.calotype.jobs.JobJson;
import dev.calotype.jobs.JobRequest;
import dev.calotype.jobs.JobStore;
import dev.calotype.jobs.Parsed;
import dev.calotype.registry.PluginStatus;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The farm's HTTP door. It writes to Kafka only, and reads from the store; what it refuses, it refuses with every reason.
 * Deployed on virtual threads, so handlers may block.
 */
final class HttpVerticle extends AbstractVerticle {
    private static final int MOST_LISTED = 1000;

    private final HttpParts parts;
    private final AtomicInteger bound;
    private final JobJson json = new JobJson();
    private final JobDocument document = new JobDocument();

    /** What the door needs. */
    record HttpParts(
            String host,
            int port,
            JobStore store,
            Commands commands,
            Door door,
            ArtefactStore artefacts,
            FarmStats stats,
            Supplier<List<PluginStatus>> plugins) {}

    /**
     * A door that is closed.
     *
     * @param bound is told the port
     */
    HttpVerticle(HttpParts parts, AtomicInteger bound) {
        this.parts = parts;
        this.bound = bound;
    }

    @Override
    public void start(Promise<Void> started) {
        Router router = Router.router(vertx);
        router.post("/v1/artefacts")
                .handler(BodyHandler.create(false).setBodyLimit(PictureHeader.MOST_BYTES))
                .handler(this::keep);
        router.route().handler(BodyHandler.create(false).setBodyLimit(JobJson.LIMIT + 1024L));
        router.post("/v1/jobs").handler(this::submit);
        router.get("/v1/jobs").handler(this::list);
        router.get("/v1/jobs/:id").handler(this::find);
        router.post("/v1/jobs/:id/cancel").handler(this::cancel);
        router.get("/v1/artefacts/:digest").handler(this::artefact);
        router.get("/v1/devices").handler(call -> call.json(devices()));
        router.get("/v1/plugins")
                .handler(call -> call.json(PluginJson.of(parts.plugins().get())));
        router.get("/v1/stats").handler(call -> call.json(figures()));
        router.get("/healthz").handler(call -> call.json(new JsonObject().put("status", "up")));
        router.get("/metrics")
                .handler(call -> call.response()
                        .putHeader("content-type", "text/plain; version=0.0.4")
                        .end(parts.stats().scrape()));
        Future<HttpServer> listening =
                vertx.createHttpServer().requestHandler(router).listen(parts.port(), parts.host());
        listening
                .onSuccess(server -> bound.set(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void submit(RoutingContext call) {
        switch (json.parse(
                call.body().buffer() == null
                        ? new byte[0]
                        : call.body().buffer().getBytes())) {
            case Parsed.Refused refused -> refuse(call, refused.all(parts.door()));
            case Parsed.Accepted accepted -> admit(call, keyed(call, accepted.request()));
        }
    }

    /** A request without an id takes the {@code Idempotency-Key}, or a fresh id. */
    private static JobRequest keyed(RoutingContext call, JobRequest request) {
        if (request.id() != null) {
            return request;
        }
        String key = call.request().getHeader("Idempotency-Key");
        return request.withId(key == null ? JobId.fresh(Clock.systemUTC().instant()) : key);
    }

    private void admit(RoutingContext call, JobRequest request) {
        if (!JobId.wellFormed(String.valueOf(request.id()))) {
            refuse(call, List.of(new Fault("bad-id", "/id", "the id may have letters, digits and ._~-")));
            return;
        }
        switch (parts.door().admit(request)) {
            case Admission.Refused refused -> refuse(call, refused.faults());
            case Admission.Admitted admitted -> {
                List<String> ids = parts.commands().submit(List.of(request));
                call.response().setStatusCode(202);
                call.json(new JsonObject().put("id", ids.getFirst()));
            }
        }
    }

    private void find(RoutingContext call) {
        parts.store()
                .find(named(call, "id"))
                .ifPresentOrElse(job -> text(call, document.write(job)), () -> absent(call, named(call, "id")));
    }

    private void absent(RoutingContext call, String id) {
        parts.store()
                .rejection(id)
                .ifPresentOrElse(rejection -> faults(call, 410, rejection.faults()), () -> missing(call, "job", id));
    }

    private void list(RoutingContext call) {
        List<String> jobs = parts.store().list(JobFilter.newest(limit(call))).stream()
                .map(document::write)
                .toList();
        text(call, "[" + String.join(",", jobs) + "]");
    }

    private static int limit(RoutingContext call) {
        String asked = call.request().getParam("limit");
        return asked != null && asked.matches("[0-9]{1,4}") ? Math.clamp(Integer.parseInt(asked), 1, MOST_LISTED) : 50;
    }

    private void cancel(RoutingContext call) {
        String id = named(call, "id");
        if (parts.store().find(id).isEmpty()) {
            missing(call, "job", id);
            return;
        }
        parts.commands().cancel(id);
        call.response().setStatusCode(202);
        call.json(new JsonObject().put("id", id));
    }

    /** Keeps a picture that jobs can begin from; the same one sent twice is kept once. */
    private void keep(RoutingContext call) {
        byte[] file = call.body().buffer() == null
                ? new byte[0]
                : call.body().buffer().getBytes();
        try {
            PictureHeader header = PictureHeader.read(file);
            Artefact kept = parts.artefacts().keep("image/" + header.format().label(), file);
            call.response().setStatusCode(201);
            call.json(new JsonObject()
                    .put("id", kept.sha256())
                    .put("uri", kept.uri().toString())
                    .put("width", header.width())
                    .put("height", header.height()));
        } catch (IllegalArgumentException e) {
            refuse(call, List.of(new Fault("bad-image", "", String.valueOf(e.getMessage()))));
        } catch (UploadsFull e) {
            faults(call, 507, List.of(new Fault("uploads-full", "", String.valueOf(e.getMessage()))));
        } catch (IOException e) {
            faults(
                    call,
                    507,
                    List.of(new Fault("not-stored", "", "the picture could not be stored: " + e.getMessage())));
        }
    }

    private void artefact(RoutingContext call) {
        parts.artefacts()
                .find(named(call, "digest"))
                .ifPresentOrElse(file -> send(call, file), () -> missing(call, "artefact", named(call, "digest")));
    }

    /** A plugin says what its documents are; a browser that is shown one trusts it with nothing. */
    private void send(RoutingContext call, Path file) {
        try {
            call.response()
                    .putHeader("content-type", parts.artefacts().mediaType(file))
                    .putHeader("x-content-type-options", "nosniff")
                    .putHeader("content-security-policy", "sandbox")
                    .sendFile(file.toString());
        } catch (IOException e) {
            faults(call, 500, List.of(new Fault("not-read", "", "the artefact cannot be read: " + e.getMessage())));
        }
    }

    private JsonArray devices() {
        var devices = new JsonArray();
        parts.stats().warm().forEach((id, warm) -> {
            var models = new JsonArray();
            warm.forEach(model ->
                    models.add(new JsonObject().put("name", model.name()).put("bytes", model.bytes())));
            devices.add(new JsonObject().put("device", id).put("models", models));
        });
        return devices;
    }

    private JsonObject figures() {
        DeviceStats.Figures total = parts.stats().total();
        return new JsonObject()
                .put("calls", total.calls())
                .put("rows", total.rows())
                .put("evaluations", total.evaluations())
                .put("pictures", total.pictures())
                .put("deviceSeconds", total.seconds());
    }

    private static String named(RoutingContext call, String parameter) {
        return Objects.requireNonNullElse(call.pathParam(parameter), "");
    }

    private static void missing(RoutingContext call, String what, String id) {
        call.response().setStatusCode(404);
        call.json(new JsonObject().put("error", "there is no " + what + " '" + id + "' on this farm"));
    }

    private static void refuse(RoutingContext call, List<Fault> faults) {
        faults(call, 400, faults);
    }

    private static void faults(RoutingContext call, int status, List<Fault> faults) {
        var list = new JsonArray();
        faults.forEach(fault -> list.add(new JsonObject()
                .put("code", fault.code())
                .put("pointer", fault.pointer())
                .put("message", fault.message())));
        call.response().setStatusCode(status);
        call.json(new JsonObject().put("faults", list));
    }

    private static void text(RoutingContext call, String body) {
        call.response().putHeader("content-type", "application/json").end(body, StandardCharsets.UTF_8.name());
    }
}
