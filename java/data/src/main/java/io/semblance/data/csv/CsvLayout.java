package io.semblance.data.csv;

import io.semblance.data.Formulas;

/**
 * How a table is laid out as text.
 *
 * @param delimiter between cells; any character but a quote or a line end
 * @param header whether the names of the columns stand above the rows
 * @param escapeFormulas whether labels that a spreadsheet would run, see {@link Formulas}, get an
 *     apostrophe in front; they are then other labels than those of the table
 */
public record CsvLayout(char delimiter, boolean header, boolean escapeFormulas) {
  /** Labels as they are. */
  public static CsvLayout of(char delimiter, boolean header) {
    return new CsvLayout(delimiter, header, false);
  }
}
