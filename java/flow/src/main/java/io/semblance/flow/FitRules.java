package io.semblance.flow;

import io.semblance.data.Spread;
import io.semblance.data.Table;
import io.semblance.data.rule.Rules;
import io.semblance.data.series.SeriesSpec;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Model;
import io.semblance.synth.SynthesisException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a fit: those that were asked for, and those that are found unless told otherwise.
 */
final class FitRules {
  /** Rows that rules are tried on, and the share that none may fail in. */
  private static final int TRIED = 5_000;

  private static final double HARD = .05;

  /** So many rows that cannot keep a rule are too many to draw others for. */
  private static final double HOPELESS = .5;

  private final Rules rules; // null for none
  private final Set<String> asked;
  private final long seed;
  private final JobListener listener;

  private FitRules(Rules rulesOrNull, Set<String> asked, long seed, JobListener listener) {
    this.rules = rulesOrNull;
    this.asked = asked;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * Reads or finds the rules of a table, and says them.
   *
   * @throws io.semblance.data.DataException if one cannot be read or contradicts another
   * @throws SynthesisException if rows of the table itself could not be made to keep them
   */
  static FitRules of(
      Table table, FitOptions options, SeriesSpec seriesOrNull, JobListener listener) {
    List<String> said = options.get(FitCatalogue.RULES);
    boolean found = said == null || said.isEmpty();
    boolean none = !found && said.size() == 1 && said.get(0).strip().equalsIgnoreCase(Rules.NONE);
    Set<String> asked = new HashSet<>();
    if (!found) {
      said.forEach(text -> asked.add(text.strip()));
    }
    if (seriesOrNull != null && !found && !none) {
      throw new SynthesisException("Rules cannot be kept in sequences yet; fit without --rules");
    }
    if (seriesOrNull != null || none) {
      return new FitRules(null, asked, options.seed(), listener);
    }
    List<String> texts = new ArrayList<>(found ? List.of(Rules.FOUND) : said);
    Rules.ofKey(table.schema())
        .filter(key -> !texts.contains(key))
        .ifPresent(
            key -> {
              texts.add(key); // the database would refuse rows that repeat it
              asked.add(key);
            });
    Rules rules = Rules.of(texts, table);
    FitRules of = new FitRules(rules, asked, options.seed(), listener);
    Table asAsked = rules.asAsked(table);
    if (asAsked.rows() < 2) {
      throw new SynthesisException(
          "hardly a row of the table is as these rules ask: "
              + String.join(", ", rules.selecting()));
    }
    of.say(table, of.brokenStill(Spread.of(asAsked, TRIED)), found);
    return of;
  }

  private void say(Table table, double[] stay, boolean found) {
    double[] broken = rules.broken(table);
    for (int r = 0; r < broken.length; r++) {
      String text = rules.texts().get(r);
      if (stay[r] > HOPELESS) {
        throw new SynthesisException(
            String.format(
                Locale.ROOT,
                "the rule %s cannot be made true in %.0f%% of the table's rows; leave it out or"
                    + " change it",
                text,
                100 * stay[r]));
      }
      listener.notice(
          (found ? "rule found and kept: " : "rule: ")
              + text
              + (broken[r] == 0
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      ", which %.1f%% of the table's rows break and no synthetic row will",
                      100 * broken[r])));
    }
    if (found && !rules.isEmpty()) {
      listener.notice("every row will keep these rules; --rules none leaves them out");
    } else if (rules.isEmpty() && !found) {
      listener.notice("no rules were found");
    }
  }

  /**
   * The rows to learn from: those within the bounds, and with labels of the forms, that were asked
   * for. Else a model would draw rows beyond them, which could but be brought to the bounds
   * themselves, or be drawn in vain.
   */
  Table learnable(Table table) {
    if (rules == null) {
      return table;
    }
    Table asAsked = rules.asAsked(table);
    if (asAsked.rows() < table.rows()) {
      listener.notice(
          String.format(
              Locale.ROOT,
              "%,d rows of the table are not as the rules ask, and not learnt from",
              table.rows() - asAsked.rows()));
    }
    return asAsked;
  }

  /** Share of rows that break each rule although all were to be made true. */
  private double[] brokenStill(Table rows) {
    return rules.broken(rules.applied(rows));
  }

  /**
   * The rules without those found ones that many rows of a model could only keep by being drawn
   * anew; empty for none.
   */
  Optional<Rules> keptBy(Model model) {
    if (rules == null || rules.isEmpty()) {
      return Optional.empty();
    }
    double[] broken = brokenStill(model.sample(TRIED, seed));
    Set<String> hard = new HashSet<>();
    for (int r = 0; r < broken.length; r++) {
      String text = rules.texts().get(r);
      if (broken[r] > HARD && !rules.isKey(text)) { // repeats are up to how many are drawn
        boolean stays = asked.contains(text);
        listener.notice(
            String.format(
                Locale.ROOT,
                "the rule %s cannot be made true in %.0f%% of the model's rows: %s",
                text,
                100 * broken[r],
                !stays
                    ? "it was found, and is left out"
                    : broken[r] < HOPELESS
                        ? "others are drawn for them"
                        : "others are drawn for them, which makes drawing slow; leave it out, or"
                            + " fit a model that keeps it by itself, such as autoregressive"));
        if (!stays) {
          hard.add(text);
        }
      }
    }
    Rules kept = hard.isEmpty() ? rules : rules.without(hard);
    return Optional.of(kept).filter(left -> !left.isEmpty());
  }
}
