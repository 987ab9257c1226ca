/** Cells that the real table could not hold: wrong type, out of bounds, unknown label. */
package io.semblance.quality.validity;
