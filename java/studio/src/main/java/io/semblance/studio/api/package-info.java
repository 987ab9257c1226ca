/** The JSON interface, which the page uses like any other program. */
package io.semblance.studio.api;
