package dev.calotype.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house: which module may see which, and who may touch what lies outside. */
final class HouseTest {
    private static final Map<String, List<String>> SEES = Map.ofEntries(
            Map.entry("spi", List.of()),
            Map.entry("tensor", List.of("spi")),
            Map.entry("networks", List.of("tensor", "spi")),
            Map.entry("engine", List.of("spi")),
            Map.entry("jobs", List.of("spi")),
            Map.entry("postgres", List.of("jobs", "spi")),
            Map.entry("kafka", List.of("jobs", "spi")),
            Map.entry("registry", List.of("spi")),
            Map.entry("server", List.of("engine", "jobs", "registry", "spi")),
            Map.entry("training", List.of("networks", "engine", "tensor", "spi")),
            Map.entry("embedded", List.of()),
            Map.entry("plugin.samplers", List.of("spi")),
            Map.entry("plugin.stablediffusion", List.of("networks", "tensor", "spi")));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.calotype");

    @Test
    void seesEveryModule() {
        SEES.keySet()
                .forEach(module -> assertThat(HOUSE.stream()
                                .filter(type -> resideInAPackage(in(module)).test(type)))
                        .as(module)
                        .isNotEmpty());
    }

    @Test
    void everyModuleSeesOnlyWhatThePlanDraws() {
        SEES.keySet().forEach(module -> arrows(module).check(HOUSE));
    }

    @Test
    void aForbiddenArrowIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(HouseTest.class, LocalFarm.class);
        assertThatThrownBy(() -> noClasses()
                        .that()
                        .resideInAPackage(in("launcher"))
                        .should()
                        .dependOnClassesThat(resideInAPackage(in("server")))
                        .check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LocalFarm");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.calotype.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void onlyTheTensorModuleTouchesNativeCode() {
        outside("ai.djl..", "tensor");
        outside("java.lang.foreign..", "tensor");
    }

    @Test
    void onlyTheStoreSpeaksSql() {
        outside("java.sql..", "postgres", "embedded");
        outside("org.flywaydb..", "postgres");
    }

    @Test
    void onlyTheEndsSpeakKafka() {
        outside("org.apache.kafka..", "kafka", "embedded");
    }

    @Test
    void onlyTheServerSpeaksVertx() {
        outside("io.vertx..", "server");
    }

    @Test
    void theEngineHasNoThreadsNoClocksAndNoFiles() {
        noClasses()
                .that()
                .resideInAPackage(in("engine"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio.file..", "java.util.concurrent..", "java.time.."))
                .check(HOUSE);
    }

    private static com.tngtech.archunit.lang.ArchRule arrows(String module) {
        String[] seen = Stream.concat(Stream.of(module), SEES.getOrDefault(module, List.of()).stream())
                .map(HouseTest::in)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(in(module))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.calotype..")).or(resideInAnyPackage(seen)));
    }

    private static void outside(String library, String... allowed) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(allowed).map(HouseTest::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(HOUSE);
    }

    private static String in(String module) {
        return "dev.calotype." + module + "..";
    }
}
