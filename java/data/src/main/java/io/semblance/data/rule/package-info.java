/**
 * Rules that hold in every row of a table: formulas, orders between columns, columns that determine
 * others. They are read from text, found in tables, and made true in rows.
 */
package io.semblance.data.rule;
