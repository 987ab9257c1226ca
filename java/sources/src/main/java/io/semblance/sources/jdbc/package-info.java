/**
 * Tables of databases by JDBC: what their metadata say of types and keys is kept, rows stream, and
 * what is written is one transaction.
 */
package io.semblance.sources.jdbc;
