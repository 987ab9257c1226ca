package io.semblance.flow;

import io.semblance.quality.QualityReport;
import io.semblance.synth.Model;
import java.nio.file.Path;

/**
 * What a {@link SynthesizeJob} gave; the files are named by its constants.
 *
 * @param model the model
 * @param rows what it was trained on, and what was held out
 * @param written how many synthetic rows
 * @param report the scores and the verdict
 * @param directory where the files lie
 */
public record SynthesizeResult(
    Model model, HeldOut rows, long written, QualityReport report, Path directory) {}
