/**
 * What cells mean: rows of texts become typed columns.
 *
 * <p>{@link io.semblance.data.infer.TypedTable} finds out what a column holds from its distinct
 * texts, in this order; the first rule that fits wins. Missing cells take no part.
 *
 * <ol>
 *   <li>Two texts that are a known pair (0/1, 0.0/1.0, false/true, no/yes, n/y, f/t) are a boolean.
 *   <li>All numbers: rows of digits with zeros in front, or too long for a double, are labels;
 *       eight digits that are all dates, in a column whose name speaks of dates, are dates;
 *       integers that number the rows (1, 2, 3, ...) in a column without a name or with one such as
 *       {@code No}, and nearly unique integers in a column with a name such as {@code id}, are
 *       identifiers; whole numbers, also written {@code 3.0}, are integers; the rest are numbers. A
 *       minority of {@code inf} and {@code nan} is taken as missing, with a warning.
 *   <li>All times of day of one pattern that gives back each text: times. All dates of one pattern:
 *       date-times. Where day and month cannot be told apart the day comes first.
 *   <li>At least 95% distinct texts in 20 or more cells: identifiers.
 *   <li>Everything else is a category. A column without any cell is a category without labels.
 * </ol>
 */
package io.semblance.data.infer;
