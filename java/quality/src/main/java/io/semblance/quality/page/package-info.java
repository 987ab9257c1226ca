/**
 * The format that all report pages share: one self-contained HTML file with landmarks, a table of
 * contents, light and dark colours, sortable tables and searchable cards, and the plots in it as
 * SVG, drawn from bins and sketches and never from rows. The only script is the page's own small
 * one, named by its hash in the page's content security policy; without it everything can still be
 * read.
 *
 * <p>Public for the reports of {@code io.semblance.quality} and {@code profile}; not API.
 */
package io.semblance.quality.page;
