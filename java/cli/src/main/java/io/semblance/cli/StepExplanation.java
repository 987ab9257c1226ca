package io.semblance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.engine.compile.Compiler;
import io.semblance.engine.compile.PlanSummary;
import io.semblance.engine.compile.PlanText;
import io.semblance.synth.ModelStep;
import java.util.List;

/** A compiled step of a model in words or as JSON. */
final class StepExplanation {
  /** Of the layout of the JSON; raised when a key changes its name or meaning. */
  private static final int VERSION = 1;

  private StepExplanation() {}

  static String text(ModelStep step, boolean passes, boolean full) {
    PlanSummary summary = PlanSummary.of(Compiler.compile(step.step()));
    StringBuilder text = new StringBuilder();
    text.append(step.name()).append(", ").append(step.rows()).append(" rows a run\n\n");
    if (passes) {
      TextGrid grid = new TextGrid().row("pass", "nodes left");
      for (Compiler.Stage stage : Compiler.stages(step.step())) {
        grid.row(stage.pass(), String.valueOf(stage.nodes()));
      }
      text.append(grid).append('\n');
    }
    return text.append(PlanText.table(summary, full))
        .append('\n')
        .append(PlanText.totals(summary))
        .append("FLOPs per row ")
        .append(PlanText.count(Math.round((double) summary.flops() / step.rows())))
        .append('\n')
        .toString();
  }

  static String json(List<ModelStep> steps) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("version", VERSION);
    ArrayNode all = root.putArray("steps");
    steps.forEach(step -> put(step, all.addObject()));
    return root.toPrettyString() + "\n";
  }

  private static void put(ModelStep step, ObjectNode json) {
    PlanSummary summary = PlanSummary.of(Compiler.compile(step.step()));
    json.put("name", step.name());
    json.put("rows", step.rows());
    ArrayNode stages = json.putArray("passes");
    for (Compiler.Stage stage : Compiler.stages(step.step())) {
      stages.addObject().put("pass", stage.pass()).put("nodes", stage.nodes());
    }
    ArrayNode instructions = json.putArray("instructions");
    for (PlanSummary.Line line : summary.lines()) {
      ObjectNode node = instructions.addObject();
      node.put("operation", line.operation());
      node.put("extents", line.shape());
      node.put("flops", line.flops());
      uses(line.reads(), node.putArray("reads"));
      uses(line.writes(), node.putArray("writes"));
      node.put("formula", line.formula());
    }
    ObjectNode totals = json.putObject("totals");
    totals.put("instructions", summary.lines().size());
    totals.put("flops", summary.flops());
    totals.put("flops_per_row", (double) summary.flops() / step.rows());
    totals.put("product_flops", summary.productFlops());
    totals.put("temporary_bytes", summary.temporaryBytes());
    totals.put("temporary_bytes_unshared", summary.unsharedBytes());
    totals.put("variable_bytes", summary.variableBytes());
    totals.put("constant_bytes", summary.constantBytes());
  }

  private static void uses(List<PlanSummary.Use> uses, ArrayNode json) {
    for (PlanSummary.Use use : uses) {
      json.addObject().put("buffer", use.name()).put("bytes", use.bytes());
    }
  }
}
