/** The CPU backend that always works: products by EJML, element-wise loops in plain Java. */
package io.semblance.engine.ejml;
