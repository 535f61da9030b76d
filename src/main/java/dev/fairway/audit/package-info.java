/**
 * Every mutation a person, a token or automation makes, written in the transaction of the caller: either both are
 * kept or neither is.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource"})
package dev.fairway.audit;
