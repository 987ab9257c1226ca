/**
 * Does the synthetic table give away rows of the real one? Distances to the closest record, exact
 * copies and membership inference, each beside what comes naturally.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.privacy;
