package io.semblance.studio.api;

import io.semblance.flow.SynthesizeJob;
import io.semblance.studio.job.Drawing;

/**
 * The command and the program that draw what a drawing drew.
 *
 * @param where a condition as text; empty for none
 * @param balance a column; empty for none
 */
record SampleCode(String where, String balance, Drawing drawing) {
  private String file() {
    return drawing.id().endsWith(".parquet") ? "rows.parquet" : "rows.csv";
  }

  /** For a shell, beside the model that was fetched. */
  String command() {
    StringBuilder out = new StringBuilder("semblance sample " + SynthesizeJob.MODEL);
    if (!where.isEmpty()) {
      out.append(" --where ").append(Quoted.shell(where));
    }
    if (!balance.isEmpty()) {
      out.append(" --balance ").append(Quoted.shell(balance));
    }
    out.append(" --rows ").append(drawing.asked()).append(" --seed ").append(drawing.seed());
    return out.append(" --out ").append(file()).toString();
  }

  /** For the JVM. */
  String java() {
    String condition =
        where.isEmpty()
            ? "null"
            : "ConditionText.parse(" + Quoted.java(where) + ", model.schema())";
    String blocks =
        balance.isEmpty()
            ? "List.of(new SampleBlock(" + condition + ", " + drawing.asked() + "))"
            : "SampleBlock.balanced(model.schema(), "
                + Quoted.java(balance)
                + ", "
                + drawing.asked()
                + ", "
                + condition
                + ")";
    return "Model model = Models.load(Path.of(\""
        + SynthesizeJob.MODEL
        + "\"));\nSampleJob job =\n    SampleJob.builder()\n        .model(model)\n        .blocks("
        + blocks
        + ")\n        .options(SampleOptions.builder().seed("
        + Quoted.java(drawing.seed())
        + ").build())\n        .build();\ntry (TableOutput output =\n    TableOutput.toFile(Path.of(\""
        + file()
        + "\"), model.schema(), CsvLayout.of(',', true))) {\n  job.run(output);\n  output.commit();\n}\n";
  }
}
