package dev.fairway.web.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** A way to sign in that needs filters of its own. It ends in a session of ours, like every other. */
public interface OtherWayIn {

    void open(HttpSecurity http) throws Exception;
}
