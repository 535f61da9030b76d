package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the modules, as their package-info files allow them. */
class ArchitectureTest {

    @Test
    void everyModuleUsesOnlyWhatItDeclares() {
        ApplicationModules.of(FairwayApplication.class).verify();
    }

    /** One without a lane would run at the same time as the others of the product, whose pushes and settings it would meet. */
    @Test
    void everyTestOfTheProductHasItsLane() {
        List<Class<?>> tests = ReflectionSupport.findAllClassesInPackage(
                "dev.fairway.e2e", type -> true, name -> name.endsWith("Test"));
        assertThat(tests).hasSizeGreaterThan(30).allSatisfy(test -> assertThat(
                        isAnnotated(test, Execution.class) || isAnnotated(test, Isolated.class))
                .as("%s has @ProductLane or is @Isolated", test)
                .isTrue());
    }
}
