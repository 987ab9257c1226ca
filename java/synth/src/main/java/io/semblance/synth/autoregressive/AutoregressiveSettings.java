package io.semblance.synth.autoregressive;

import io.semblance.data.Table;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What may be set.
 *
 * @param width of hidden layers
 * @param layers hidden layers of each network
 * @param dropout share of hidden numbers left out in training
 * @param forgotten share of codes that networks are not told in training
 * @param averageDecay of the moving average of the weights
 * @param patience validations without a better one before the learning rate is lowered
 * @param slowdowns how often it is lowered before training ends
 * @param rows that are fitted to, at most
 * @param first columns that are drawn first, joined by +; empty for the order of the table
 */
public record AutoregressiveSettings(
    int width,
    int layers,
    double dropout,
    double forgotten,
    int batch,
    double learningRate,
    double weightDecay,
    double averageDecay,
    int patience,
    int slowdowns,
    int rows,
    String first) {
  private static final int MOST_SCORES = 1 << 23;
  private static final int LEAST_BATCH = 64;

  /** Two that say what networks and codes there are, not how they are trained. */
  static final String ORDERED = "ordered";

  static final String FINE = "fine_structure";

  static final List<Hyperparameter> DECLARED =
      List.of(
          new Hyperparameter("width", "96", "width of the hidden layers of each network"),
          new Hyperparameter("layers", "2", "hidden layers of each network"),
          new Hyperparameter("dropout", "0.3", "share of hidden numbers left out in training"),
          new Hyperparameter(
              "column_dropout", "0", "share of cells that no network is told in training"),
          new Hyperparameter("batch", "512", "rows of an update; fewer for small tables"),
          new Hyperparameter("learning_rate", "0.003", "of AdamW, at first"),
          new Hyperparameter("weight_decay", "0.01", "decay of weights in AdamW"),
          new Hyperparameter("average", "0.999", "decay of the moving average of the weights"),
          new Hyperparameter(
              "patience", "2", "looks at held-out rows without a better one before it goes slower"),
          new Hyperparameter("slowdowns", "3", "how often it goes slower before it ends"),
          new Hyperparameter(
              "rows", "500000", "the most rows that are fitted to, drawn by the seed"),
          new Hyperparameter(
              "first",
              "",
              "columns that are drawn first, joined by +: conditions on them cost little"),
          new Hyperparameter(ORDERED, "true", "whether neighbouring bins are told to be alike"),
          new Hyperparameter(FINE, "true", "whether relations and places within bins are learnt"));

  /**
   * @throws IllegalArgumentException if one is malformed
   */
  static AutoregressiveSettings of(Settings settings) {
    return new AutoregressiveSettings(
        settings.wholeNumber("width", 1),
        settings.wholeNumber("layers", 1),
        settings.number("dropout", 0, .9),
        settings.number("column_dropout", 0, .9),
        settings.wholeNumber("batch", 1),
        settings.number("learning_rate", 1e-9, 10),
        settings.number("weight_decay", 0, 10),
        settings.number("average", 0, .999999),
        settings.wholeNumber("patience", 1),
        settings.wholeNumber("slowdowns", 0),
        settings.wholeNumber("rows", 2),
        settings.values().getOrDefault("first", ""));
  }

  /** The same with hidden layers of another width. */
  AutoregressiveSettings withWidth(int value) {
    return new AutoregressiveSettings(
        value,
        layers,
        dropout,
        forgotten,
        batch,
        learningRate,
        weightDecay,
        averageDecay,
        patience,
        slowdowns,
        rows,
        first);
  }

  /**
   * A table with the columns that are drawn first in front.
   *
   * @throws io.semblance.data.DataException if there is no such column
   */
  Table ordered(Table table) {
    if (first.isBlank()) {
      return table;
    }
    Set<String> names = new LinkedHashSet<>();
    for (String name : first.split("\\+")) {
      names.add(table.schema().column(table.schema().indexOf(name.strip())).name());
    }
    names.addAll(table.schema().names());
    return table.selectColumns(List.copyOf(names));
  }

  /**
   * Rows of an update for a table of so many: a pass over it has some sixteen at least, and scores
   * of all states of wide tables take bounded memory.
   */
  int batchFor(int count, int states) {
    int most = Math.max(LEAST_BATCH, MOST_SCORES / Math.max(1, states) / LEAST_BATCH * LEAST_BATCH);
    return Math.max(1, Math.min(Math.min(batch, most), Math.max(16, count / 16)));
  }
}
