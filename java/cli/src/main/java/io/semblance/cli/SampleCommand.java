package io.semblance.cli;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.csv.CsvLayout;
import io.semblance.data.source.Place;
import io.semblance.flow.IdentifierRoom;
import io.semblance.flow.PartialRows;
import io.semblance.flow.SampleBlock;
import io.semblance.flow.SampleJob;
import io.semblance.flow.TableOutput;
import io.semblance.quality.text.PlainText;
import io.semblance.synth.Completion;
import io.semblance.synth.Continuation;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.SampleOptions;
import io.semblance.synth.SynthesisException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws rows from a saved model. */
@Command(
    name = "sample",
    customSynopsis = {
      "semblance sample MODEL --rows N --out FILE [OPTIONS]",
      "semblance sample MODEL --where COND --rows N --out FILE [OPTIONS]",
      "semblance sample MODEL --complete PART --out FILE [OPTIONS]",
      "semblance sample MODEL --sequences N [--start TIME] [--length L] --out FILE [OPTIONS]",
      "semblance sample MODEL --after HISTORY --length L --out FILE [OPTIONS]"
    },
    description = "Draws rows from a model that 'fit' or 'synthesize' saved.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  semblance sample patients.semblance --rows 100000 --out more.csv.gz --seed 3",
      "  semblance sample patients.semblance --rows 10 --out -",
      "  semblance sample patients.semblance --where \"age > 60 and stroke = 'yes'\" \\",
      "      --rows 5000 --out some.csv",
      "  semblance sample adult.semblance --balance income --rows 20000 --out balanced.csv",
      "  semblance sample weather.semblance --sequences 30 --start 2030-01-01T00:00:00Z --out w.csv"
    })
final class SampleCommand implements Callable<Integer>, CompletedCommand {
  static final String NO_PROJECTION =
      "Leave numeric columns as the network made them, instead of mapping their ranks onto the"
          + " quantiles of the training table.";

  static final String ESCAPE_FORMULAS =
      "Write labels that a spreadsheet would run as a formula with an apostrophe in front.";

  @Mixin private ConditionOptions conditions;

  @Parameters(paramLabel = "MODEL", description = "The model file.")
  private Path file;

  @Option(
      names = "--complete",
      paramLabel = "PART",
      description =
          "A table with some of the columns: its rows are drawn, cells that it gives staying as"
              + " they are and all others following from them; in the place of --rows.")
  private String part;

  @Option(
      names = "--after",
      paramLabel = "HISTORY",
      description =
          "A table of sequences from whose ends is gone on, --length steps each; in the place of"
              + " --sequences.")
  private String history;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      description = "How many sequences, of a model of these; in the place of --rows.")
  private Long sequences;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "When the first sequence begins, written as the table writes it, or as 2030-01-31T05:00.")
  private String start;

  @Option(
      names = "--length",
      paramLabel = "L",
      defaultValue = "0",
      description = "Steps of each sequence. Default: as learnt.")
  private int length;

  @Option(
      names = "--first-sequence",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "Number of the first sequence; sequence n of a model and seed is always the same."
              + " Default: ${DEFAULT-VALUE}.")
  private long firstSequence;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The table to write: text, compressed if it ends in .gz; Parquet if it ends in .parquet;"
              + " - is standard output.")
  private String out;

  @Mixin private CredentialsOption credentials;

  @Mixin private TargetOptions target;

  @Option(
      names = "--first-row",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "Number of the first row; row n of a model and seed is always the same, so parts can be"
              + " drawn apart, and running numbers go on where another table ended. Default:"
              + " ${DEFAULT-VALUE}.")
  private long firstRow;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      converter = TableOptions.DelimiterConverter.class,
      description =
          "Delimiter; 'tab' is allowed. Default: that of the table that the model was fitted to.")
  private Character delimiter;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "Below 1 rows are likelier and more alike, above 1 rarer ones come more often; of models"
              + " of a likelihood drawn column by column. Default: ${DEFAULT-VALUE}, as learnt.")
  private double temperature;

  @Option(names = "--escape-formulas", description = ESCAPE_FORMULAS)
  private boolean escapeFormulas;

  @Option(names = "--no-header", description = "Write no header line.")
  private boolean noHeader;

  @Option(names = "--no-projection", description = NO_PROJECTION)
  private boolean noProjection;

  private final CatalogueOptions catalogue =
      new CatalogueOptions(RunOptions.ALONE, RunOptions.PRESETS);
  private final RunOptions run = new RunOptions(catalogue);
  private final Console console = new Console();

  @Override
  public void addOptions(CommandSpec command) {
    catalogue.addTo(command);
    command.addMixin("console", CommandSpec.forAnnotatedObject(console));
  }

  @Override
  public Integer call() throws Exception {
    run.check(console);
    if ((out == null) == (target.place(credentials.file()) == null)) {
      throw new UsageException("say either --out FILE, or --to URL --to-table NAME.");
    }
    Model model = tempered(Models.load(file));
    conditions.check(model);
    int asked = (conditions.rows() == null ? 0 : 1) + (sequences == null ? 0 : 1);
    if (asked + (part == null ? 0 : 1) + (history == null ? 0 : 1) != 1) {
      throw new UsageException("say either --rows or --sequences, or --complete, or --after.");
    }
    if (history != null && length < 1) {
      throw new UsageException("say by --length how many steps are to follow on " + history + ".");
    }
    if (sequences != null && (sequences < 1 || sequences > ConditionOptions.MOST_ROWS)) {
      throw new UsageException(
          "--sequences is " + sequences + ", but must be 1 to " + ConditionOptions.MOST_ROWS + ".");
    }
    if (length < 0) {
      throw new UsageException("--length is " + length + ", but must be at least 1.");
    }
    if (firstSequence < 0 || firstSequence > ConditionOptions.MOST_ROWS) {
      throw new UsageException(
          "--first-sequence is " + firstSequence + ", but sequences are counted from 0.");
    }
    if (firstRow < 0 || firstRow > ConditionOptions.MOST_ROWS) {
      throw new UsageException("--first-row is " + firstRow + ", but rows are counted from 0.");
    }
    if (part != null) {
      return complete(model);
    }
    if (history != null) {
      return after(model);
    }
    List<SampleBlock> blocks =
        sequences == null
            ? conditions.blocks(model.schema())
            : List.of(new SampleBlock(null, SampleOptions.builder().build().rows()));
    SampleJob job = job(model, blocks);
    job.planned().forEach(planned -> say(planned, model.schema()));
    long written;
    try (TableOutput output = output(model, model.schema())) {
      written = job.run(output);
      output.commit();
    }
    return done(model, written);
  }

  private SampleJob job(Model model, List<SampleBlock> blocks) {
    try {
      return SampleJob.builder().model(model).blocks(blocks).options(options()).build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + ".", e);
    }
  }

  private Model tempered(Model model) {
    try {
      return temperature == 1 ? model : model.tempered(temperature);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--temperature: " + e.getMessage() + ".", e);
    }
  }

  private int complete(Model model) throws Exception {
    Completion completion = ImputeCommand.completion(model);
    Table known = PartialRows.read(Place.of(part).with(credentials.file()), model.schema());
    Table rows = completion.complete(known, firstRow, run.seed());
    try (TableOutput output = output(model, model.schema())) {
      output.write(rows);
      output.commit();
    }
    return done(model, rows.rows());
  }

  private int after(Model model) throws Exception {
    Continuation continuation =
        model
            .continuation()
            .orElseThrow(
                () ->
                    new SynthesisException(
                        model.provenance().synthesizer()
                            + " cannot go on from a history; fit with --model recurrent"));
    Table known = PartialRows.read(Place.of(history).with(credentials.file()), model.schema());
    Table rows = continuation.after(known, length, run.seed());
    try (TableOutput output = output(model, rows.schema())) {
      output.write(rows);
      output.commit();
    }
    return done(model, rows.rows());
  }

  private Place place() {
    Place table = target.place(credentials.file());
    return table == null ? Place.of(out).with(credentials.file()) : table;
  }

  private TableOutput output(Model model, Schema schema) throws IOException {
    return StandardOutput.tableOutput(place(), schema, layout(model), target.append());
  }

  private CsvLayout layout(Model model) {
    char between = delimiter == null ? model.schema().delimiter() : delimiter;
    return new CsvLayout(between, !noHeader, escapeFormulas);
  }

  private int done(Model model, long written) {
    IdentifierRoom.lacking(model.schema(), firstRow + written).forEach(console::warn);
    Place place = place();
    if (!place.address().equals(StandardOutput.NAME)) {
      String kind = place.isDatabase() ? "table" : "file";
      console.say("rows written: " + written + ", " + kind + ": " + place);
    }
    return ExitCodes.DONE;
  }

  private SampleOptions options() {
    return SampleOptions.builder()
        .sequences(sequences)
        .firstSequence(firstSequence)
        .start(start)
        .length(length)
        .seed(run.seed())
        .threads(run.threads())
        .backend(run.backend())
        .firstRow(firstRow)
        .rankProjection(!noProjection)
        .build();
  }

  /** How rare rows are that are asked for, before they are drawn. */
  private void say(SampleJob.Planned planned, Schema schema) {
    if (planned.block().condition() == null) {
      return;
    }
    console.say(
        String.format(
            Locale.ROOT,
            "%s: %s of the model's rows%s",
            planned.block().condition().describe(schema),
            PlainText.percent(planned.probability()),
            planned.exact()
                ? ""
                : String.format(
                    Locale.ROOT, "; drawn by trying, %.0f rows for each", planned.triesEach())));
  }
}
