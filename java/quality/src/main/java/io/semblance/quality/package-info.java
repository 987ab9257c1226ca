/**
 * Quality: how much a synthetic table looks like the real one, and the reports that say so. Judges
 * any two tables; knows no synthesizer.
 *
 * <p>{@link io.semblance.quality.QualityReport} puts every score between a floor (columns shuffled
 * independently) and a ceiling (real data scored the same way), because a score alone means
 * nothing, and ends in a verdict; {@link io.semblance.quality.ConsoleSummary} and {@link
 * io.semblance.quality.QualityPage} show it. {@link io.semblance.quality.Fidelity} alone computes
 * shape and trend of two tables.
 *
 * <p>A score with its JSON keys, console line, card, section and findings is one class that
 * implements {@code Score}; {@code Scores} is the list of them. What they compute stands in the
 * packages below: {@code detection}, {@code precision}, {@code utility}, {@code privacy}, {@code
 * validity} and {@code coverage}, which know nothing of reports, on {@code trees}, {@code linear}
 * and {@code features}. They, {@code page} and {@code text} are public for this package and not
 * API. Arrows run downwards only: nothing below knows this package.
 */
package io.semblance.quality;
