package dev.calotype.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plan of the house as rules: which module may see which, and who may touch what lies outside. */
final class HousePlan {
    /** Which modules each module sees. The launcher, and the benchmarks on top of it, see all. */
    static final Map<String, List<String>> SEES = Map.ofEntries(
            Map.entry("spi", List.of()),
            Map.entry("tensor", List.of("spi")),
            Map.entry("configs", List.of()),
            Map.entry("networks", List.of("tensor", "spi", "configs")),
            Map.entry("schedulers", List.of("spi", "configs")),
            Map.entry("engine", List.of("spi")),
            Map.entry("jobs", List.of("spi")),
            Map.entry("postgres", List.of("jobs", "spi")),
            Map.entry("kafka", List.of("jobs", "spi")),
            Map.entry("registry", List.of("spi")),
            Map.entry("media", List.of("spi")),
            Map.entry("server", List.of("engine", "jobs", "media", "registry", "spi")),
            Map.entry("training", List.of("networks", "engine", "tensor", "spi", "configs")),
            Map.entry("embedded", List.of()),
            Map.entry("contracts", List.of("spi")),
            Map.entry("testkit", List.of("spi", "jobs", "contracts")),
            Map.entry("plugin.samplers", List.of("spi")),
            Map.entry("plugin.example", List.of("spi")),
            Map.entry("plugin.stablediffusion", List.of("networks", "schedulers", "tensor", "spi", "configs")),
            Map.entry("plugin.controlnet", List.of("networks", "tensor", "spi", "configs")),
            Map.entry("plugin.ipadapter", List.of("networks", "tensor", "spi", "configs")),
            Map.entry("plugin.t2iadapter", List.of("networks", "tensor", "spi", "configs")),
            Map.entry("plugin.attributes", List.of("networks", "tensor", "spi", "configs")),
            Map.entry("plugin.video", List.of("networks", "tensor", "spi", "configs")));

    private HousePlan() {}

    /** One rule a module: it sees what the plan draws and nothing else of the house. */
    static ArchRule arrows(String module) {
        List<String> seen = SEES.getOrDefault(module, List.of());
        String[] allowed = Stream.concat(Stream.of(module), seen.stream())
                .map(HousePlan::in)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(in(module))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.calotype..")).or(resideInAnyPackage(allowed)))
                .as(module + " sees only itself and " + seen);
    }

    /** Every rule that does not belong to one module. */
    static Stream<ArchRule> rules() {
        return Stream.of(
                slices().matching("dev.calotype.(**)").should().beFreeOfCycles().as("packages have no cycles"),
                only("a plugin is known to nobody but itself", "dev.calotype.plugin..", "plugin"),
                only("only the tensors touch DJL", "ai.djl..", "tensor"),
                only("only the tensors call native code", "java.lang.foreign..", "tensor"),
                only(
                        "only the store speaks SQL, and who waits for a server to answer",
                        "java.sql..",
                        "postgres",
                        "embedded"),
                only("only the store speaks SQL through data sources", "javax.sql..", "postgres"),
                only("only the store migrates", "org.flywaydb..", "postgres"),
                only("only the ends speak Kafka, and who runs a broker", "org.apache.kafka..", "kafka", "embedded"),
                only("only the media writers speak to encoders", "org.bytedeco..", "media"),
                only("only the server speaks Vert.x", "io.vertx..", "server"),
                only("only the launcher configures logging", "java.util.logging..", "launcher"),
                theEngineOnlyComputes(),
                theEngineTellsNoTime(),
                nobodyElsePrints(),
                noStaticStateChanges(),
                noClasses()
                        .should()
                        .haveNameMatching(".*(Manager|Helper|Utils?|Impl)|.*\\.Abstract[^.]*")
                        .as("a class is named for what it is"));
    }

    private static ArchRule theEngineOnlyComputes() {
        return noClasses()
                .that()
                .resideInAPackage(in("engine"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio.file..", "java.util.concurrent..", "java.time.."))
                .as("the engine has no threads, clocks or files");
    }

    private static ArchRule theEngineTellsNoTime() {
        return noClasses()
                .that()
                .resideInAPackage(in("engine"))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .as("the engine reads no clock");
    }

    private static ArchRule nobodyElsePrints() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("launcher"), in("testkit"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("only the command line prints, and the tests' ledger");
    }

    private static ArchRule noStaticStateChanges() {
        return fields().that().areStatic().should().beFinal().as("no static field is assigned twice");
    }

    private static ArchRule only(String sentence, String library, String... modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(modules).map(HousePlan::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .as(sentence);
    }

    /** All packages of a module. */
    static String in(String module) {
        return "dev.calotype." + module + "..";
    }
}
