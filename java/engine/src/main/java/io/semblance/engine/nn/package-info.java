/** Layers and networks: expressions with parameters. */
package io.semblance.engine.nn;
