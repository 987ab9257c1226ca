/**
 * Parquet files by parquet-java, without Hadoop: a local file is opened and its pages are unpacked
 * here, so that of Hadoop's jars only the one is needed whose classes stand in signatures.
 */
package io.semblance.sources.parquet;
