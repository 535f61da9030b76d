package dev.fairway.source.git;

import java.io.IOException;

/** A host sent more than the limit for one fetch. */
public final class LimitPassedException extends IOException {}
