/** Tables from and to where data lives; each kind of place a package, found by ServiceLoader. */
package io.semblance.sources;
