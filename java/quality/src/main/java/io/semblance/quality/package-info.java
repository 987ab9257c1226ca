/**
 * Quality: how much a synthetic table looks like the real one, and the reports that say so.
 *
 * <p>{@link io.semblance.quality.Fidelity} computes the scores of two tables; {@link
 * io.semblance.quality.QualityReport} puts them between a floor (columns shuffled independently)
 * and a ceiling (real data scored the same way), because a score alone means nothing; {@link
 * io.semblance.quality.ConsoleSummary} and {@link io.semblance.quality.QualityPage} show it. This
 * room knows tables and the engine, and no synthesizer: it judges any two tables.
 */
package io.semblance.quality;
