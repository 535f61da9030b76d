/**
 * What was rendered for each deployment, as long as the record tells of the deployment. Every object is kept once, under the
 * SHA-256 of its canonical JSON, and so is every list of objects. Values of Secrets are in it as fingerprints only, not even
 * sealed.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("manifests")
package dev.fairway.ledger.manifests;
