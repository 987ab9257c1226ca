package io.semblance.spark;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * Rows that one task draws.
 *
 * @param surplus rows at the end that were not asked for, as sequences are drawn whole
 */
record RowRange(long first, long count, int surplus) implements InputPartition {}
