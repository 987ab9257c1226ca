package io.semblance.cli;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.Text;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.Synthesizer;
import io.semblance.synth.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Trains a model and saves it, also when the user stops early. */
final class Training {
  private Training() {}

  /** Rows a model can be trained on. */
  static Table read(TableOptions tables, String name, Console console) {
    Table table = tables.read(name, console::warn);
    if (table.rows() < 2) {
      throw DataException.builder("there is one row only, and a model needs several")
          .source(name.equals(TableOutput.STANDARD) ? "standard input" : name)
          .remedy("give a table with at least 2 rows, better some hundreds")
          .build();
    }
    return report(table, console);
  }

  /** Says what was read, and what of it will not be learnt. */
  static Table report(Table table, Console console) {
    console.say("read " + counts(table));
    List<String> identifiers =
        table.schema().columns().stream()
            .filter(column -> column.type() == ColumnType.ID)
            .map(ColumnSchema::name)
            .toList();
    if (!identifiers.isEmpty()) {
      console.say(
          "identifiers, made up anew instead of learnt (--type COL=category to learn one): "
              + Text.list(identifiers, "columns"));
    }
    return table;
  }

  static String counts(Table table) {
    return String.format(Locale.ROOT, "%,d rows x %d columns", table.rows(), table.width());
  }

  /**
   * Fits and saves.
   *
   * @throws InterruptedRunException after Ctrl-C, when the model is saved as far as it got
   */
  static Model fitAndSave(
      Synthesizer synthesizer,
      HeldOut parts,
      TrainingOptions training,
      Path file,
      Console console,
      Interrupts interrupts)
      throws Exception {
    Validation validation =
        parts.holdout() == null ? null : FidelityValidation.against(parts.holdout());
    FitOptions options = training.fitOptions(parts.train().schema(), validation);
    ProgressPrinter progress = new ProgressPrinter(console, interrupts);
    return interrupts.patiently(
        () -> {
          Model model = fit(synthesizer, parts.train(), options, progress);
          console.clear();
          model.save(file);
          if (interrupts.cancelled()) {
            throw new InterruptedRunException(
                "training stopped early; the model as far as it got is in "
                    + file
                    + ", and 'semblance sample' can use it.");
          }
          console.say("model saved: " + file);
          return model;
        });
  }

  /**
   * A malformed value of {@code --set} is found by the synthesizer alone, and is a matter of usage.
   */
  private static Model fit(
      Synthesizer synthesizer, Table train, FitOptions options, ProgressPrinter progress) {
    try {
      return synthesizer.fit(train, options, progress);
    } catch (IllegalArgumentException e) {
      if (options.settings().isEmpty()) {
        throw e; // then it is an error of ours
      }
      throw new UsageException("--set: " + e.getMessage(), e);
    }
  }
}
