package dev.calotype.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled classes of all modules keep to the plan of the house; a planted class that does not is found. */
final class HouseTest {
    private static final ImportOption PRODUCT = ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(PRODUCT).importPackages("dev.calotype");

    /** The house with one class in the engine that breaks every rule. */
    private static final JavaClasses SPOILT = new ClassFileImporter()
            .withImportOption(location -> PRODUCT.includes(location) || location.contains("PlantedHelper"))
            .importPackages("dev.calotype");

    static Stream<ArchRule> kept() {
        return Stream.concat(HousePlan.SEES.keySet().stream().sorted().map(HousePlan::arrows), HousePlan.rules());
    }

    static Stream<ArchRule> broken() {
        return Stream.concat(Stream.of(HousePlan.arrows("engine")), HousePlan.rules());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void everyRuleIsKept(ArchRule rule) {
        rule.check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void everyRuleFindsThePlantedClass(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(SPOILT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PlantedHelper");
    }

    @Test
    void theRulesSeeEveryModule() {
        HousePlan.SEES
                .keySet()
                .forEach(module -> assertThat(HOUSE.stream()
                                .filter(type ->
                                        resideInAPackage(HousePlan.in(module)).test(type)))
                        .as(module)
                        .isNotEmpty());
    }

    @Test
    void everyPackageIsInThePlanAndNullMarked() {
        var planned = resideInAnyPackage(Stream.concat(HousePlan.SEES.keySet().stream(), Stream.of("launcher"))
                .map(HousePlan::in)
                .toArray(String[]::new));
        assertThat(HOUSE.stream().filter(type -> !planned.test(type))).isEmpty();
        assertThat(HOUSE.stream().map(type -> type.getPackage()).distinct())
                .allMatch(found -> found.isAnnotatedWith(NullMarked.class));
    }
}
