package dev.fairway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the control plane. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FairwayApplication {

    public static void main(String[] args) {
        Carriers.provide(System.getProperties());
        SpringApplication.run(FairwayApplication.class, args);
    }
}
