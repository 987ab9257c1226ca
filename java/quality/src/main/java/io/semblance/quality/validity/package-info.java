/**
 * Cells that the real table could not hold: wrong type, out of bounds, unknown label.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.validity;
