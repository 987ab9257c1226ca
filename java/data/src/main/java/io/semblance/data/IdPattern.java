package io.semblance.data;
/** Skeleton. */
public final class IdPattern {
}
