package dev.fairway.diagnosis;

import java.util.List;

/**
 * What a rule found.
 *
 * @param what goes on behind the name of the object, or is a sentence of its own where there is none; without a full stop
 */
record Finding(Cause cause, Remedy remedy, String what, List<Proof> proofs) {}
