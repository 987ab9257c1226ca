/**
 * Figures and names in plain words, for consoles, sentences and pages alike. Knows nothing of HTML
 * and no other package; not API.
 */
package io.semblance.quality.text;
