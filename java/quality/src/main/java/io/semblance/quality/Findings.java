package io.semblance.quality;

import io.semblance.quality.coverage.Coverage;
import io.semblance.quality.coverage.MissingMode;
import io.semblance.quality.detection.TreeDetection;
import io.semblance.quality.page.Html;
import io.semblance.quality.privacy.Privacy;
import io.semblance.quality.utility.TargetUtility;
import io.semblance.quality.utility.Utility;
import io.semblance.quality.validity.Rule;
import io.semblance.quality.validity.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The verdict: what the table may be used for and what not, from thresholds that {@code
 * docs/scores.md} argues.
 */
final class Findings {

  /** Boosted trees above this tell the tables apart for good. */
  static final double TOLD_APART = .8;

  /** Below this part of the way from floor to ceiling, dependence is lost. */
  static final double STRUCTURE_LOST = .25;

  /** Above this part of the way it is kept. */
  static final double STRUCTURE_KEPT = .75;

  /** A detection AUC below this is no luck: a copy was learnt with the other table's name. */
  static final double TWINS = .4;

  /** A rule that more rows break than keep is no rule of the table. */
  static final double MOSTLY = .5;

  /** Nearer than this to the ceiling's AUC, trees see more structure than in shuffled rows. */
  static final double FAR_FROM_FLOOR = .4;

  /** A trend below floor and ceiling by more than this is no likeness, whatever depends. */
  static final double FAR_BELOW = .1;

  /** Boosted trees above this hardly ever err. */
  static final double TOLD_APART_ALWAYS = .98;

  /** Below this AUC nothing is lost that trees can see, whatever the correlations say. */
  static final double NOT_TOLD_APART = .65;

  /** Floor and ceiling of mean |delta r| closer than this: the columns hardly depend. */
  static final double NO_DEPENDENCE = .01;

  /** Of what models gain on real rows, the part below which the table is of no use to them. */
  static final double NO_UTILITY = .2;

  static final double FULL_UTILITY = .9;

  /** Models that gain less than this over shuffled rows cannot judge a table. */
  static final double LEAST_GAIN = .03;

  /** Copies beyond the natural share. */
  static final double COPIES = .02;

  /** Excess over one half of the distance share and of the membership AUC. */
  static final double CLOSER = .05;

  /** Without held-out rows the ratio must be below this part of the natural one. */
  static final double RATIO = .75;

  static final double INVALID = .001;

  /** Rows that break a rule, beyond the natural share. */
  static final double BROKEN = .01;

  /** A rule that held in n rows may yet be broken by so many among n others. */
  static final double SURE = 5;

  static final double REPEATED = .05;

  private static final int NAMED = 3;
  private static final int LONGEST_NAME = 120;

  private final QualityReport report;
  private final Judges judges;
  private final List<Finding> found = new ArrayList<>();

  private Findings(QualityReport report, Judges judges) {
    this.report = report;
    this.judges = judges;
  }

  /** The sentences: first what it may be used for, then why; bad news before good. */
  static List<Finding> of(QualityReport report, Judges judges) {
    Findings findings = new Findings(report, judges);
    findings.copying();
    findings.structure();
    findings.modes();
    findings.utility();
    findings.validity();
    findings.rules();
    findings.repeated();
    findings.detection();
    findings.found.sort((a, b) -> b.level().compareTo(a.level()));
    findings.found.add(0, Uses.sentence(findings.found));
    return List.copyOf(findings.found);
  }

  private void add(String code, Finding.Level level, String text, String evidence) {
    found.add(new Finding(code, level, text, evidence));
  }

  private void copying() {
    Privacy p = judges.privacy().orElse(null);
    if (p == null) {
      return;
    }
    boolean closer = p.dcrShare() > .5 + Math.max(CLOSER, 4 * p.dcrError());
    boolean heldOut = !Double.isNaN(p.membershipAuc());
    // A narrow or a crude table may be close to the training rows and copy none of them: then the
    // closest is no closer, measured by the second closest, than it is for real rows.
    boolean known = !Double.isNaN(p.naturalRatio());
    double usual = known ? p.naturalRatio() : 1;
    closer &= !(p.nearestRatio() >= (heldOut && known ? 1 : RATIO) * usual);
    double spread = Math.sqrt(p.naturalCopies() * (1 - p.naturalCopies()) / report.syntheticRows());
    boolean equal = p.copies() > p.naturalCopies() + Math.max(COPIES, 4 * spread);
    boolean member =
        heldOut && p.membershipAuc() > .5 + Math.max(CLOSER, 4 * .41 / Math.sqrt(p.queries()));
    String evidence =
        String.format(
            Locale.ROOT,
            "%s of the rows equal a real row (natural: %s); distance share %.3f of .5",
            Html.percent(p.copies()),
            Html.percent(p.naturalCopies()),
            p.dcrShare());
    if (heldOut) {
      evidence += String.format(Locale.ROOT, "; membership AUC %.3f of .5", p.membershipAuc());
    }
    if (closer || equal || member) {
      double auc = judges.treeDetection().value();
      if (auc < TWINS) {
        evidence +=
            String.format(
                Locale.ROOT,
                "; detection AUC %.3f, far below .5, as rows have twins among the real ones",
                auc);
      }
      add(
          "copying",
          Finding.Level.BAD,
          "Copying: rows are copies of real rows, or nearly so. Do not pass the table on.",
          evidence);
    } else {
      add(
          "no_copying",
          Finding.Level.GOOD,
          "No sign of copying was found, which is no proof of privacy.",
          evidence);
    }
  }

  private void structure() {
    Figure delta = report.delta();
    Figure trend = report.trend();
    // Few or independent columns can make the floor look better than the ceiling: no way, then.
    double deltaWay = delta.floor() > delta.ceiling() ? delta.way(NO_DEPENDENCE) : Double.NaN;
    double trendWay = trend.floor() < trend.ceiling() ? trend.way(NO_DEPENDENCE) : Double.NaN;
    boolean mostlyNumbers = 2 * report.scores().deltaPearsonPairs() >= report.scoredPairs();
    boolean byTrend = !mostlyNumbers || Double.isNaN(deltaWay);
    double way = byTrend ? trendWay : deltaWay;
    double auc = judges.treeDetection().value();
    double below = Math.min(trend.floor(), trend.ceiling()) - trend.value();
    boolean unlike = below > FAR_BELOW || auc > TOLD_APART_ALWAYS;
    if (Double.isNaN(way) && !(below > FAR_BELOW)) {
      return;
    }
    String evidence =
        (byTrend ? figure("trend", trend) : figure("mean |delta r|", delta))
            + (byTrend && !Double.isNaN(deltaWay) ? ", " + figure("mean |delta r|", delta) : "")
            + ", detection AUC "
            + three(auc);
    // Where single columns moved, pairs are unlike the real ones however they depend.
    boolean kept = deltaWay >= STRUCTURE_KEPT || judges.treeDetection().way(.05) > FAR_FROM_FLOOR;
    if (way < STRUCTURE_LOST && !(auc < NOT_TOLD_APART) && !kept) {
      add(
          "joint_structure_lost",
          Finding.Level.BAD,
          "The joint structure is lost: columns depend on one another hardly more than if each had"
              + " been shuffled alone.",
          evidence);
    } else if (Double.isNaN(way)
        || (way < STRUCTURE_LOST && kept)
        || (way >= STRUCTURE_KEPT && unlike)) {
      add(
          "joint_structure_weak",
          Finding.Level.CAUTION,
          "Pairs of columns are unlike those of the real table: look at the single columns first.",
          evidence);
    } else if (way < STRUCTURE_KEPT) {
      add(
          "joint_structure_weak",
          Finding.Level.CAUTION,
          String.format(
              Locale.ROOT,
              "The joint structure is kept in part: %.0f%% of the way from shuffled columns to"
                  + " real rows.",
              100 * Math.max(0, way)),
          evidence);
    } else {
      add(
          "joint_structure_kept",
          Finding.Level.GOOD,
          "Pairs of columns depend on one another as in the real table.",
          evidence);
    }
  }

  private static String figure(String name, Figure figure) {
    return String.format(
        Locale.ROOT,
        "%s %s (floor %s, ceiling %s)",
        name,
        three(figure.value()),
        three(figure.floor()),
        three(figure.ceiling()));
  }

  private void modes() {
    List<MissingMode> modes =
        judges.coverage().map(Coverage::missingModes).orElse(List.of()).stream()
            // Without dependence no cluster is where it was; that has been said.
            .filter(mode -> !mode.joint() || !has("joint_structure_lost"))
            .toList();
    if (modes.isEmpty()) {
      return;
    }
    String named =
        modes.stream()
            .limit(NAMED)
            .map(
                m ->
                    "("
                        + name(m.where())
                        + "), "
                        + Html.percent(m.realShare())
                        + " of the real rows")
            .collect(Collectors.joining("; "));
    String more = modes.size() > NAMED ? "; and " + (modes.size() - NAMED) + " smaller ones" : "";
    add(
        "missing_mode",
        Finding.Level.BAD,
        "A mode is missing: hardly any synthetic row has " + named + more + ".",
        modes.stream()
            .limit(NAMED)
            .map(m -> Html.percent(m.realShare()) + " against " + Html.percent(m.syntheticShare()))
            .collect(Collectors.joining("; ")));
  }

  private void utility() {
    Utility utility = judges.utility().orElse(null);
    if (utility == null) {
      return;
    }
    for (TargetUtility target : utility.targets()) {
      TargetUtility.Trained trained = target.boostedTrees();
      double gain = trained.real() - trained.floor();
      if (!(gain >= LEAST_GAIN)) {
        continue;
      }
      String column = name(target.column());
      double way = (trained.synthetic() - trained.floor()) / gain;
      String evidence =
          String.format(
              Locale.ROOT,
              "boosted trees for %s, %s: %.3f trained on it, %.3f on real rows, %.3f on shuffled",
              column,
              target.metric(),
              trained.synthetic(),
              trained.real(),
              trained.floor());
      if (way < NO_UTILITY) {
        add(
            "no_utility",
            Finding.Level.BAD,
            "No utility: a model trained on it to predict " + column + " learns nothing.",
            evidence);
      } else if (way < FULL_UTILITY) {
        add(
            "weak_utility",
            Finding.Level.CAUTION,
            "Models trained on it to predict " + column + " are worse than on real rows.",
            evidence);
      } else {
        add(
            "utility",
            Finding.Level.GOOD,
            "A model trained on it predicts " + column + " about as well as on real rows.",
            evidence);
      }
    }
  }

  private void validity() {
    Validity validity = judges.validity();
    double natural = judges.naturalValidity().map(Validity::share).orElse(0.0);
    if (validity.share() <= natural + INVALID) {
      return;
    }
    String columns =
        validity.columns().stream()
            .sorted((a, b) -> Long.compare(b.cells(), a.cells()))
            .limit(NAMED)
            .map(c -> name(c.column()) + " " + Html.count(c.cells()))
            .collect(Collectors.joining(", "));
    add(
        "invalid_cells",
        Finding.Level.BAD,
        "Cells hold what the real table cannot hold: " + Html.count(validity.invalidCells()) + ".",
        Html.percent(validity.share()) + " of all cells; most in " + columns);
  }

  private void rules() {
    List<Rule> broken =
        judges.rules().stream()
            .filter(
                r -> {
                  double natural = Double.isNaN(r.natural()) ? 0 : r.natural();
                  return r.broken()
                      > Math.max(natural, r.real()) + BROKEN + SURE / report.realRows();
                })
            .toList();
    broken(
        "rules_mostly_broken",
        Finding.Level.BAD,
        "Most rows break what holds in real rows: ",
        broken.stream().filter(r -> r.broken() > MOSTLY).toList());
    broken(
        "broken_rules",
        Finding.Level.CAUTION,
        "Rows break what holds in real rows: ",
        broken.stream().filter(r -> !(r.broken() > MOSTLY)).toList());
  }

  private void broken(String code, Finding.Level level, String text, List<Rule> broken) {
    if (broken.isEmpty()) {
      return;
    }
    String named =
        broken.stream()
            .limit(NAMED)
            .map(r -> "(" + r.words(name(r.x()), name(r.y())) + ")")
            .collect(Collectors.joining(", "));
    add(
        code,
        level,
        text
            + named
            + (broken.size() > NAMED ? ", and " + (broken.size() - NAMED) + " more" : "")
            + ".",
        broken.stream()
            .limit(NAMED)
            .map(
                r ->
                    Html.percent(r.broken())
                        + " of the rows (real rows: "
                        + Html.count(Math.round(r.real() * report.realRows()))
                        + " of "
                        + Html.count(report.realRows())
                        + ", shuffled columns: "
                        + Html.percent(r.floor())
                        + ")")
            .collect(Collectors.joining("; ")));
  }

  private void repeated() {
    judges
        .coverage()
        .filter(c -> c.repeatedRows() > c.naturalRepeatedRows() + REPEATED)
        .ifPresent(
            c ->
                add(
                    "repeated_rows",
                    Finding.Level.CAUTION,
                    "Rows repeat: there is less variety than in the real table.",
                    Html.percent(c.repeatedRows())
                        + " of the rows repeat an earlier one (natural: "
                        + Html.percent(c.naturalRepeatedRows())
                        + ")"));
  }

  private void detection() {
    TreeDetection trees = judges.treeDetectionDetails().orElse(null);
    if (trees == null) {
      return;
    }
    String columns =
        trees.columns().entrySet().stream()
            .limit(NAMED)
            .map(e -> name(e.getKey()) + " " + Html.percent(e.getValue()))
            .collect(Collectors.joining(", "));
    String evidence =
        String.format(Locale.ROOT, "AUC %.3f (.5 is perfect); by %s", trees.auc(), columns);
    if (trees.auc() > TOLD_APART) {
      add(
          "told_apart",
          Finding.Level.CAUTION,
          "A classifier tells synthetic rows from real ones with ease.",
          evidence);
    } else if (trees.auc() < NOT_TOLD_APART && noBadNews()) {
      add(
          "all_well",
          Finding.Level.GOOD,
          "All is well: a classifier hardly tells synthetic rows from real ones.",
          evidence);
    }
  }

  private boolean has(String code) {
    return found.stream().anyMatch(finding -> finding.code().equals(code));
  }

  /** Names come from files and may be long. */
  private static String name(String text) {
    return Html.shorten(text, LONGEST_NAME);
  }

  private boolean noBadNews() {
    return found.stream().allMatch(f -> f.level() == Finding.Level.GOOD);
  }

  private static String three(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
