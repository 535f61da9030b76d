package dev.fairway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the modules, as their package-info files allow them. */
class ArchitectureTest {

    @Test
    void everyModuleUsesOnlyWhatItDeclares() {
        ApplicationModules.of(FairwayApplication.class).verify();
    }
}
