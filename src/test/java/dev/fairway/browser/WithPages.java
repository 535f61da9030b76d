package dev.fairway.browser;

import dev.fairway.FairwayApplication;
import dev.fairway.testing.WithDatabase;
import dev.fairway.web.access.Cast;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * The whole web part over real HTTP with a database of its own; nothing reconciles, so that applications are going as the
 * test says. Tests with this annotation share one context: each makes applications of its own names.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = FairwayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "fairway.sandbox.enabled=false",
            "fairway.reconciliation.enabled=false",
            "fairway.home=target/pages-home",
            "fairway.dora.samples=true",
            "fairway.badges.projects=cast-own",
            "fairway.webhook.gitlab-secret=planted",
            "fairway.incidents.pagerduty-secret=incident-secret-of-the-test",
            "fairway.incidents.alertmanager-secret=incident-secret-of-the-test"
        })
@Import({Site.class, Cast.class})
@WithDatabase
public @interface WithPages {}
