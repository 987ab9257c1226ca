package io.semblance.synth.autoregression;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.encode.Marginal;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.series.SeriesModelCodec;
import io.semblance.synth.series.StepInputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marginals, coefficients, encoders of what is said of a sequence and of identifiers. */
public final class VarModelCodec extends SeriesModelCodec<VarModel> {
  private static final String STEPS = "steps.json";
  private static final String MARGINALS = "marginals.json";
  private static final String ORDER = "autoregression.json";
  private static final String LAGS = "lags";
  private static final String RECURSION = "autoregression.safetensors";

  /** No table of use has steps of so many numbers; a file that says so wants memory. */
  private static final int MOST_NUMBERS = 1 << 14;

  @Override
  public String kind() {
    return "autoregression";
  }

  @Override
  public Class<VarModel> type() {
    return VarModel.class;
  }

  @Override
  protected void writeSteps(VarModel model, ArchiveWriter archive) {
    archive.put(STEPS, model.parts().schema().toJson());
    archive.put(MARGINALS, Marginal.toJson(model.parts().marginals()));
    writeEncoders(
        model.parts().identifiersOrNull(), model.parts().inputs().attributesOrNull(), archive);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(LAGS, model.recursion().lags());
    archive.put(ORDER, json);
    Map<String, Safetensors.Doubles> arrays = new LinkedHashMap<>();
    put(arrays, "start", model.recursion().start());
    put(arrays, "step", model.recursion().step());
    archive.put(RECURSION, Safetensors.write(arrays));
  }

  private static void put(
      Map<String, Safetensors.Doubles> arrays, String name, LinearGaussian law) {
    int n = law.outputs();
    arrays.put(name + ".intercept", new Safetensors.Doubles(Shape.of(n), law.intercept()));
    arrays.put(
        name + ".weights", new Safetensors.Doubles(Shape.of(n, law.inputs()), law.weights()));
    arrays.put(name + ".factor", new Safetensors.Doubles(Shape.of(n, n), law.factor()));
  }

  @Override
  protected VarModel readSteps(Parts parts, ArchiveReader archive) {
    Schema schema = Schema.fromJson(archive.text(STEPS), archive.where(STEPS));
    List<ColumnSchema> learnt =
        schema.columns().stream().filter(c -> c.type() != ColumnType.ID).toList();
    List<Marginal> marginals =
        Marginal.fromJson(learnt, archive.text(MARGINALS), archive.where(MARGINALS));
    TableEncoder attributes = readAttributes(archive, parts);
    parts
        .frame()
        .requireParts(
            schema, attributes == null ? null : attributes.schema(), archive.where(STEPS));
    StepInputs inputs = new StepInputs(parts.frame(), attributes);
    VarModel.Steps steps =
        new VarModel.Steps(schema, marginals, readIdentifiers(archive, schema), inputs);
    return new VarModel(
        parts.frame(),
        parts.sequences(),
        steps,
        recursion(archive, marginals.size(), inputs.width()),
        parts.provenance());
  }

  private static Recursion recursion(ArchiveReader archive, int width, int inputs) {
    int lags = archive.object(ORDER).path(LAGS).asInt(0);
    if (lags < 1 || (long) lags * Math.max(1, width) > MOST_NUMBERS) {
      throw new ModelFileException(archive.where(ORDER) + " has no number of lags that can be");
    }
    String where = archive.where(RECURSION);
    Map<String, Safetensors.Stored> arrays = Safetensors.readAll(archive.bytes(RECURSION), where);
    Recursion recursion =
        new Recursion(
            law(arrays, "start", lags * width, inputs, where),
            law(arrays, "step", width, lags * width + inputs, where),
            width,
            lags);
    if (!(recursion.radius() < 1)) {
      throw new ModelFileException(where + ": its steps would grow without bounds");
    }
    return recursion;
  }

  private static LinearGaussian law(
      Map<String, Safetensors.Stored> arrays, String name, int n, int k, String where) {
    double[] factor = array(arrays, name + ".factor", Shape.of(n, n), where);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (factor[i * n + j] != 0) {
          throw new ModelFileException(where + ": " + name + ".factor is not lower triangular");
        }
      }
    }
    return new LinearGaussian(
        array(arrays, name + ".intercept", Shape.of(n), where),
        array(arrays, name + ".weights", Shape.of(n, k), where),
        factor);
  }

  private static double[] array(
      Map<String, Safetensors.Stored> arrays, String name, Shape shape, String where) {
    if (!(arrays.get(name) instanceof Safetensors.Doubles found) || !found.shape().equals(shape)) {
      throw new ModelFileException(where + " does not hold " + name + " of the shape " + shape);
    }
    for (double value : found.values()) {
      if (!Double.isFinite(value)) {
        throw new ModelFileException(where + ": " + name + " is not finite everywhere");
      }
    }
    return found.values();
  }
}
