package io.semblance.synth.perclass;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.DataException;
import io.semblance.data.RowClasses;
import io.semblance.data.Table;
import io.semblance.data.Text;
import io.semblance.synth.FitCancelledException;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.Provenance;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fits one model per class of the target. */
final class PerClass {
  private static final int MOST_CLASSES = 100;
  private static final int FEWEST_ROWS = 10;

  /** Held-out rows of a class below which they say nothing. */
  private static final int FEWEST_HELD_OUT = 50;

  private PerClass() {}

  /** Fits one model. */
  interface Fitter {
    Model fit(Table part, FitOptions options, FitListener listener);
  }

  static Model fit(
      String synthesizer, Table train, FitOptions options, FitListener listener, Fitter fitter) {
    Column target = train.column(options.target());
    if (train.width() == 1) {
      throw unfit(options.target(), "it is the only one, so its classes have nothing to learn")
          .remedy("fit without --per-class")
          .build();
    }
    if (target.schema().type() == ColumnType.ID) {
      throw unfit(options.target(), "it is an identifier, which cannot be the target")
          .remedy("give it another type, or name another column")
          .build();
    }
    Map<Double, int[]> classes = RowClasses.of(target).rows(MOST_CLASSES);
    if (classes == null) {
      throw unfit(target.name(), "it has more than " + MOST_CLASSES + " classes")
          .remedy("name a target of few, or fit without --per-class")
          .build();
    }
    check(classes, target);
    List<PerClassModel.Part> parts = new ArrayList<>();
    int done = 0;
    for (Map.Entry<Double, int[]> e : classes.entrySet()) {
      int[] rows = e.getValue();
      Table part = train.select(rows).withoutColumns(List.of(options.target()));
      double share = (double) rows.length / train.rows();
      double evenly = 1.0 / classes.size();
      FitOptions own = options(options, (share + evenly) / 2, e.getKey(), done);
      String phase = "class " + ++done + " of " + classes.size() + ": ";
      Model model = finished(synthesizer, own, part).orElse(null);
      if (model == null) {
        model = fitter.fit(part, own, named(listener, phase));
        if (!listener.cancelled()) {
          keep(model, own);
        }
      }
      parts.add(new PerClassModel.Part(e.getKey(), share, model));
      if (listener.cancelled() && done < classes.size()) {
        throw new FitCancelledException(
            "Cancelled before all classes were learnt; nothing can be drawn yet");
      }
    }
    List<Provenance> own = parts.stream().map(part -> part.model().provenance()).toList();
    Provenance provenance = Provenance.of(synthesizer, options, train, own);
    return new PerClassModel(train.schema(), options.target(), parts, provenance);
  }

  /** The model of a class that was learnt before the fit was interrupted. */
  private static Optional<Model> finished(String synthesizer, FitOptions own, Table part) {
    if (!own.resume() || !Files.exists(modelOf(own))) {
      return Optional.empty();
    }
    Model model = Models.load(modelOf(own));
    String differences = model.provenance().differences(synthesizer, own, part);
    if (!differences.isEmpty()) {
      throw SynthesisException.ofAnotherFit(
          "The model of a class that lies in " + own.checkpoint(), differences);
    }
    return Optional.of(model);
  }

  private static void keep(Model model, FitOptions own) {
    if (own.checkpoint() != null) {
      try {
        Files.createDirectories(own.checkpoint());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      model.save(modelOf(own));
    }
  }

  private static Path modelOf(FitOptions own) {
    return own.checkpoint().resolve("finished.checkpoint");
  }

  private static void check(Map<Double, int[]> classes, Column target) {
    classes.forEach(
        (key, rows) -> {
          if (rows.length < FEWEST_ROWS) {
            throw unfit(
                    target.name(),
                    "class "
                        + label(target, rows[0])
                        + " has "
                        + rows.length
                        + (rows.length == 1 ? " row" : " rows")
                        + " to train on, and a model of it needs "
                        + FEWEST_ROWS)
                .remedy("join it with another class, or fit without --per-class")
                .build();
          }
        });
  }

  /**
   * The options for one class: its part of the budget, and held-out rows of its own.
   *
   * @param part of the budget: half by rows, half evenly, as a rare class is no easier to learn
   */
  private static FitOptions options(FitOptions options, double part, double key, int number) {
    FitOptions.Builder own = options.toBuilder().perClass(false).target(null);
    if (options.checkpoint() != null) {
      own.checkpoint(options.checkpoint().resolve("class-" + number));
    }
    if (options.budget() != null) {
      own.budget(Duration.ofNanos((long) (options.budget().toNanos() * part)));
    }
    if (options.validation() != null) {
      own.validation(validation(options.validation(), options.target(), key));
    }
    return own.build();
  }

  private static Validation validation(Validation all, String target, double key) {
    RowClasses classes = RowClasses.of(all.heldOut().column(target));
    int[] rows =
        IntStream.range(0, all.heldOut().rows()).filter(row -> classes.is(row, key)).toArray();
    return rows.length < FEWEST_HELD_OUT
        ? null
        : new Validation(all.heldOut().select(rows).withoutColumns(List.of(target)), all.loss());
  }

  private static FitListener named(FitListener listener, String prefix) {
    return new FitListener() {
      @Override
      public void progress(FitProgress p) {
        listener.progress(p.withPhase(prefix + p.phase()));
      }

      @Override
      public void warning(String sentence) {
        listener.warning(prefix + sentence);
      }

      @Override
      public void notice(String sentence) {
        listener.notice(prefix + sentence);
      }

      @Override
      public boolean cancelled() {
        return listener.cancelled();
      }
    };
  }

  private static DataException.Builder unfit(String target, String problem) {
    return DataException.builder(problem).column(target);
  }

  private static String label(Column target, int row) {
    if (target.isMissing(row)) {
      return "of missing cells";
    }
    return target instanceof CategoricalColumn labels
        ? "'" + Text.shorten(labels.label(row)) + "'"
        : String.valueOf(RowClasses.of(target).key(row));
  }
}
