/**
 * Whether identifiers are new, different in every row, and of the form of the real ones.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.identifiers;
