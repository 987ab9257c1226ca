/**
 * Apache Spark: rows of a model as a data source whose partitions draw their own rows, and models
 * and profiles of datasets.
 */
package io.semblance.spark;
