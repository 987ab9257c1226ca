package io.semblance.synth.autoregressive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.Schema;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.ModelTensors;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.archive.Safetensors.Tensor;
import java.util.Map;
import java.util.Set;

/** Codes of the columns, the shape of the networks, and their weights. */
public final class AutoregressiveModelCodec implements ModelCodec<AutoregressiveModel> {
  private static final String ENCODER = "encoder.json";

  /** Only where columns are drawn in another order. */
  private static final String SCHEMA = "schema.json";

  private static final String NETWORKS = "networks.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final int MOST_LAYERS = 100;
  private static final int MOST_WIDTH = 1 << 16;

  @Override
  public String kind() {
    return "autoregressive";
  }

  @Override
  public Class<AutoregressiveModel> type() {
    return AutoregressiveModel.class;
  }

  @Override
  public void write(AutoregressiveModel model, ArchiveWriter archive) {
    archive.put(ENCODER, model.encoder().toJson());
    if (!model.schema().names().equals(model.encoder().schema().names())) {
      archive.put(SCHEMA, model.schema().toJson());
    }
    if (model.shape() != null) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("width", model.shape().width());
      json.put("layers", model.shape().layers());
      archive.put(NETWORKS, json);
      archive.put(WEIGHTS, Safetensors.write(model.weights()));
    }
  }

  @Override
  public AutoregressiveModel read(ArchiveReader archive, Provenance provenance) {
    TokenEncoder encoder = TokenEncoder.fromJson(archive.text(ENCODER), archive.where(ENCODER));
    Schema schema = schema(archive, encoder);
    if (encoder.width() == 0) {
      return new AutoregressiveModel(encoder, schema, null, Map.of(), provenance);
    }
    ObjectNode json = archive.object(NETWORKS);
    int width = json.path("width").asInt();
    int layers = json.path("layers").asInt();
    if (width < 1 || width > MOST_WIDTH || layers < 1 || layers > MOST_LAYERS) {
      throw new ModelFileException(archive.where(NETWORKS) + " describes no networks");
    }
    Map<String, Tensor> weights = Safetensors.read(archive.bytes(WEIGHTS), archive.where(WEIGHTS));
    AutoregressiveModel.Shape shape = new AutoregressiveModel.Shape(width, layers);
    new ModelTensors(weights, archive.where(WEIGHTS))
        .require(shape.networks(encoder.variables()).parameters());
    return new AutoregressiveModel(encoder, schema, shape, weights, provenance);
  }

  /** The order of the table's columns: the same as those that are encoded. */
  private static Schema schema(ArchiveReader archive, TokenEncoder encoder) {
    if (!archive.has(SCHEMA)) {
      return encoder.schema();
    }
    Schema schema = Schema.fromJson(archive.text(SCHEMA), archive.where(SCHEMA));
    Set<ColumnSchema> columns = Set.copyOf(schema.columns());
    if (schema.size() != encoder.schema().size()
        || !columns.equals(Set.copyOf(encoder.schema().columns()))) {
      throw new ModelFileException(
          archive.where(SCHEMA) + " has other columns than those that are encoded");
    }
    return schema;
  }
}
