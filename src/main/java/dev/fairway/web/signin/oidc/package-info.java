/**
 * Sign-in at an OpenID Connect provider: authorization code with PKCE (S256), state and nonce. What has to survive until the person
 * comes back is in a sealed cookie of their browser, so any replica takes them in; what comes out is a session of ours.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.signin.oidc;
