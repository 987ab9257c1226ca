package io.semblance.synth.resample;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.Settings;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import io.semblance.synth.train.FitReporter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What SMOTE and ADASYN have in common: all but which rows are used more often. */
abstract class ResampleSynthesizer extends ClasswiseSynthesizer {
  private static final List<String> LABELS =
      List.of(word(LabelChoice.MAJORITY), word(LabelChoice.PAIR));

  /** Whether rows that have other classes around them are used more often. */
  abstract boolean byDensity();

  private static String word(LabelChoice choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean carriesRealRows() {
    return true;
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return List.of(
        new Hyperparameter(
            "neighbours",
            Integer.toString(ResampleSettings.NEIGHBOURS),
            "nearest rows of its class between which and a row new ones are drawn"),
        new Hyperparameter(
            "max_rows",
            Integer.toString(ResampleSettings.MAX_ROWS),
            "rows kept of a class at most, drawn at random; time grows with the square"),
        new Hyperparameter(
            "labels",
            word(LabelChoice.PAIR),
            "pair: of the row or its neighbour, which keeps shares; majority: of most neighbours"),
        new Hyperparameter(
            "scaled", "true", "distances in standard deviations of each number, or as they are"),
        Settings.ORIGIN_HYPERPARAMETER);
  }

  @Override
  public Map<String, String> paperSettings() {
    return Map.of("labels", word(LabelChoice.MAJORITY), "scaled", "false");
  }

  private ResampleSettings read(Settings settings) {
    String labels = settings.oneOf("labels", LABELS);
    return new ResampleSettings(
        settings.wholeNumber("neighbours", 1),
        settings.wholeNumber("max_rows", 2),
        LabelChoice.valueOf(labels.toUpperCase(Locale.ROOT)),
        settings.flag("scaled"),
        byDensity());
  }

  @Override
  protected void check(Settings settings, FitOptions options) {
    read(settings);
  }

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    FitReporter reporter = new FitReporter(options, listener, table.rows());
    reporter.phase("looking for neighbours");
    RowPool pool =
        ResampleFit.fit(
            table,
            options.target(),
            read(settings),
            options.seed(),
            options.threads(),
            listener::cancelled);
    if (ResampleModelCodec.bytes(pool) > ResampleModelCodec.MOST_BYTES) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "%,d rows are more than a model file may hold; keep fewer of a class, on the command"
                  + " line with --set max_rows=%d",
              pool.rows(),
              read(settings).maxRows() / 2));
    }
    reporter.event(
        String.format(
            Locale.ROOT,
            "carries_real_rows: true. The model holds %,d rows of the table, so keep it as the table"
                + " is kept",
            pool.rows()));
    pool.classes().stream()
        .filter(rows -> rows.trainingRows() == 1)
        .forEach(
            rows ->
                reporter.event(
                    "Class "
                        + rows.name()
                        + " has one row, and all rows drawn of it are copies of that row"));
    if (byDensity() && pool.classes().stream().allMatch(rows -> rows.weights() == null)) {
      reporter.event(
          "No row has other classes around it, so none is drawn more often than another: this is what"
              + " smote does. Name a target with classes (--target) if it has been left out");
    }
    Provenance provenance =
        Provenance.of(
            name(),
            options,
            settings.values(),
            table,
            "",
            new Provenance.Training("all neighbours found", List.of(), reporter.events()));
    return new ResampleModel(pool, Interpolation.identifiers(table), provenance);
  }
}
