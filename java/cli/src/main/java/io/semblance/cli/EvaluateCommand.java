package io.semblance.cli;

import io.semblance.data.DataException;
import io.semblance.data.Table;
import io.semblance.data.condition.Condition;
import io.semblance.data.condition.ConditionText;
import io.semblance.data.file.WholeFile;
import io.semblance.data.rule.Rules;
import io.semblance.data.series.EntityColumns;
import io.semblance.data.series.SeriesSpec;
import io.semblance.flow.EvaluateJob;
import io.semblance.flow.LikelihoodAttack;
import io.semblance.quality.ConsoleSummary;
import io.semblance.quality.QualityOptions;
import io.semblance.quality.QualityReport;
import io.semblance.quality.RowLikelihoods;
import io.semblance.synth.FitCatalogue;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Models;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores any synthetic table against a real one. */
@Command(
    name = "evaluate",
    description = {
      "Judges a synthetic table against the real one, and says what it may be used for.",
      "Fidelity, utility, privacy and validity, each between a floor and a ceiling."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance evaluate real.csv synthetic.csv --json quality.json",
      "  semblance evaluate train.csv synthetic.csv --holdout test.csv --target y --out report.html"
    })
final class EvaluateCommand implements Callable<Integer>, CompletedCommand {
  private static final int FEWEST_ROWS = 20;

  @Parameters(index = "0", paramLabel = "REAL", description = "The real table.")
  private String real;

  @Parameters(index = "1", paramLabel = "SYNTHETIC", description = "The synthetic table.")
  private String synthetic;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the scores as JSON.")
  private Path json;

  @Option(
      names = {"--out", "--html"},
      paramLabel = "FILE",
      description = "Write the report as one page.")
  private Path html;

  @Option(
      names = {"--holdout", "--real-holdout"},
      paramLabel = "TABLE",
      description =
          "Real rows that no model has seen, best as many as REAL has. Default: halves of REAL"
              + " are compared.")
  private String holdout;

  @Option(
      names = "--target",
      paramLabel = "COL",
      description =
          "The column that models trained on SYNTHETIC are to predict. Default: those that the"
              + " others say most about.")
  private String target;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "For shuffling, sampling and folds. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The model file behind SYNTHETIC: with --holdout also judge whether the model's"
              + " likelihood tells REAL from other rows.")
  private Path model;

  @Option(
      names = "--rules",
      paramLabel = "RULE,...",
      description =
          "Rules that rows were asked to keep, as for fit; it is counted how many rows break them."
              + " Default: those of the schema file, if it says any.")
  private String rules;

  @Option(
      names = "--where",
      paramLabel = "COND",
      description =
          "The condition that SYNTHETIC was drawn under, as for sample: it is compared with those"
              + " rows of REAL, and of the holdout, that satisfy it.")
  private String where;

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the page.")
  private String title;

  @Option(names = "--threads", paramLabel = "N", description = Threads.DESCRIPTION)
  private Integer threads;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often judges of series are trained. Default: 3; the papers' protocol: 10.")
  private Integer seeds;

  private final CatalogueOptions sequences = new CatalogueOptions(FitCatalogue.SERIES, Map.of());

  @Mixin private TableOptions tables;
  @Mixin private Console console;
  @Spec private CommandSpec spec;

  private final Interrupts interrupts;

  EvaluateCommand(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  @Override
  public void addOptions(CommandSpec command) {
    sequences.addTo(command);
  }

  @Override
  public Integer call() throws Exception {
    if (Stream.of(real, synthetic, holdout).filter("-"::equals).count() > 1) {
      throw new UsageException("standard input can be one table only; name a file for the other.");
    }
    for (Path output : new Path[] {json, html}) {
      if (output != null) {
        PageOptions.requireFile(output);
        WholeFile.requireWritable(output);
      }
    }
    int pool = Threads.orAll(threads);
    if (model != null && holdout == null) {
      throw new UsageException("--model needs --holdout: rows that the model has not seen.");
    }
    sequences.check();
    FitOptions.Builder said = FitOptions.builder();
    sequences.apply(said);
    SeriesSpec series = said.build().series();
    if (seeds != null && (seeds < 1 || seeds > 100)) {
      throw new UsageException("--seeds is " + seeds + ", but must be 1 to 100.");
    }
    String heading =
        title == null ? PageOptions.name(synthetic) + " against " + PageOptions.name(real) : title;
    Table realTable = tables.read(real, console::warn);
    if (series != null) {
      // Names of individuals differ from table to table.
      realTable = EntityColumns.asIdentifiers(realTable, series);
    }
    Map<String, Long> unreadable = new HashMap<>();
    Table syntheticTable = tables.readLike(realTable, synthetic, console::warn, unreadable::put);
    Table holdoutTable =
        holdout == null ? null : tables.readLike(realTable, holdout, console::warn);
    if (target != null) {
      realTable.schema().indexOf(target); // a wrong name is told before the work
    }
    QualityOptions.Builder quality = QualityOptions.builder();
    List<String> texts = rules == null ? tables.rules() : FitCatalogue.RULES.type().parse(rules);
    boolean none = texts == null || texts.isEmpty() || texts.equals(List.of(Rules.NONE));
    Rules asked = none ? null : Rules.of(texts, realTable);
    if (where != null && series != null) {
      throw new UsageException("--where is about rows; those of sequences depend on one another.");
    }
    if (where != null) {
      Condition condition = ConditionText.parse(where, realTable.schema());
      condition.check(realTable.schema());
      quality.condition(condition);
      realTable = satisfying(condition, realTable, "of the real table");
      holdoutTable =
          holdoutTable == null ? null : satisfying(condition, holdoutTable, "of the holdout");
    }
    if (seeds != null) {
      quality.seriesSeeds(seeds);
    }
    QualityReport report =
        EvaluateJob.builder()
            .real(realTable)
            .synthetic(syntheticTable)
            .holdout(holdoutTable)
            .options(
                quality
                    .series(series)
                    .seed(seed)
                    .target(target)
                    .unreadable(unreadable)
                    .threads(pool)
                    .likelihoods(likelihoods(realTable, holdoutTable))
                    .rules(asked)
                    .title(heading)
                    .build())
            .json(json)
            .page(html)
            .build()
            .run(new ConsoleListener(console, interrupts));
    if (!console.quiet()) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(ConsoleSummary.render(report, false));
      out.flush();
    }
    return ExitCodes.DONE;
  }

  private Table satisfying(Condition condition, Table table, String whose) {
    int[] rows =
        IntStream.range(0, table.rows()).filter(row -> condition.holds(table, row)).toArray();
    if (rows.length < FEWEST_ROWS) {
      throw DataException.builder(
              rows.length
                  + " rows "
                  + whose
                  + " satisfy "
                  + condition
                  + ", too few to compare with")
          .remedy("ask for more common rows; " + FEWEST_ROWS + " at least are needed")
          .build();
    }
    return table.select(rows);
  }

  private RowLikelihoods likelihoods(Table training, Table heldOut) {
    if (model == null) {
      return null;
    }
    RowLikelihoods found = LikelihoodAttack.of(Models.load(model), training, heldOut);
    if (found == null) {
      console.warn("the model does not know how likely these rows are; nothing is judged by it");
    }
    return found;
  }
}
