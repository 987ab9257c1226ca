package io.semblance.synth.recurrent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.encode.TableEncoder;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.ModelTensors;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.series.SeriesModelCodec;
import io.semblance.synth.series.StepInputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Codes of a step, the shape of the networks, their weights. */
public final class RecurrentModelCodec extends SeriesModelCodec<RecurrentModel> {
  private static final String STEPS = "steps.json";
  private static final String CODES = "codes.json";
  private static final String ENCODER = "encoder.json";
  private static final String NETWORKS = "networks.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final int MOST_LAYERS = 100;
  private static final int MOST_WIDTH = 1 << 16;

  @Override
  public String kind() {
    return "recurrent";
  }

  @Override
  public Class<RecurrentModel> type() {
    return RecurrentModel.class;
  }

  @Override
  protected void writeSteps(RecurrentModel model, ArchiveWriter archive) {
    RecurrentModel.Parts steps = model.parts();
    archive.put(STEPS, steps.schema().toJson());
    archive.put(CODES, steps.codes().toJson());
    archive.put(ENCODER, steps.codes().encoder().toJson());
    writeEncoders(steps.identifiersOrNull(), steps.inputs().attributesOrNull(), archive);
    archive.put(NETWORKS, ArchiveWriter.json(model.shape()));
    archive.put(WEIGHTS, Safetensors.write(model.weights()));
  }

  @Override
  protected RecurrentModel readSteps(Parts parts, ArchiveReader archive) {
    Schema schema = Schema.fromJson(archive.text(STEPS), archive.where(STEPS));
    TableEncoder attributes = readAttributes(archive, parts);
    parts
        .frame()
        .requireParts(
            schema, attributes == null ? null : attributes.schema(), archive.where(STEPS));
    RecurrentModel.Parts steps =
        new RecurrentModel.Parts(
            schema,
            codes(archive, schema),
            new StepInputs(parts.frame(), attributes),
            readIdentifiers(archive, schema));
    RecurrentModel.Shape shape =
        archive.value(archive.object(NETWORKS), RecurrentModel.Shape.class, NETWORKS);
    if (shape == null
        || Math.min(shape.state(), shape.width()) < 1
        || Math.max(shape.state(), shape.width()) > MOST_WIDTH
        || shape.layers() < 1
        || shape.layers() > MOST_LAYERS) {
      throw new ModelFileException(archive.where(NETWORKS) + " describes no networks");
    }
    String where = archive.where(WEIGHTS);
    Map<String, Safetensors.Tensor> weights = Safetensors.read(archive.bytes(WEIGHTS), where);
    if (!steps.codes().variables().isEmpty()) {
      new ModelTensors(weights, where)
          .require(RecurrentModel.networks(steps, shape, 1).parameters());
    }
    return new RecurrentModel(
        parts.frame(), parts.sequences(), steps, shape, weights, parts.provenance());
  }

  private static StepCodes codes(ArchiveReader archive, Schema schema) {
    String where = archive.where(CODES);
    TokenEncoder encoder = TokenEncoder.fromJson(archive.text(ENCODER), archive.where(ENCODER));
    ObjectNode json = archive.object(CODES);
    JsonNode columns = json.path("columns");
    List<ColumnSchema> learnt =
        schema.columns().stream().filter(c -> c.type() != ColumnType.ID).toList();
    int lags = json.path("lags").asInt(0);
    if (columns.size() != learnt.size()
        || lags < 1
        || lags > StepCodes.MOST_LAGS
        || !encoder.schema().columns().equals(expected(learnt, lags))) {
      throw new ModelFileException(where + " does not tell how steps are encoded");
    }
    double[] means = new double[learnt.size()];
    double[] deviations = new double[learnt.size()];
    for (int c = 0; c < means.length; c++) {
      means[c] = columns.path(c).path("mean").asDouble(Double.NaN);
      deviations[c] = columns.path(c).path("deviation").asDouble(1);
      boolean numeric = learnt.get(c).type().isNumeric();
      if (numeric != Double.isFinite(means[c])
          || !(deviations[c] > 0 && Double.isFinite(deviations[c]))) {
        throw new ModelFileException(where + " has no scale for " + learnt.get(c));
      }
    }
    return new StepCodes(encoder, lags, means, deviations);
  }

  /** The columns of an encoded row: those of the steps before, then the step's own. */
  private static List<ColumnSchema> expected(List<ColumnSchema> learnt, int lags) {
    List<ColumnSchema> columns = new ArrayList<>();
    for (int k = lags; k > 0; k--) {
      for (ColumnSchema column : learnt) {
        columns.add(StepCodes.before(column, k));
      }
    }
    columns.addAll(learnt);
    return columns;
  }
}
