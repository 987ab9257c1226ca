/**
 * The whole job in a browser: a small server on loopback for one person on one machine. Rooms:
 * {@code http} speaks to the browser and keeps others out, {@code store} holds tables and the
 * private folder, {@code job} runs fits one at a time, {@code api} is the JSON interface over them.
 */
package io.semblance.studio;
