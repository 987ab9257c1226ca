/**
 * CPU backend on the JDK's Vector API. Needs the JVM flag {@code --add-modules
 * jdk.incubator.vector}; without it the backend refuses and EJML takes over.
 */
package io.semblance.vector;
