/**
 * Tables whose rows follow one another: which rows make a sequence, when each of them was, and
 * which columns follow from that. Knows neither networks nor models.
 */
package io.semblance.data.series;
