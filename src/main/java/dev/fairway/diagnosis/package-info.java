/**
 * From what is known of an operation to one sentence: which object, in which phase, why, and what follows. Sixteen ordered
 * rules, the first that matches decides; where none does, the first raw error is quoted and nothing is guessed. Pure. What
 * goes in holds no Secret values, so none comes out.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource", "health"})
package dev.fairway.diagnosis;
