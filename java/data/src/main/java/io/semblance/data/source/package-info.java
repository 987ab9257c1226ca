/**
 * Where tables live: text, and typed tables such as Parquet files and databases, which jars of
 * their own serve. {@link io.semblance.data.source.Tables} reads from wherever it is.
 */
package io.semblance.data.source;
