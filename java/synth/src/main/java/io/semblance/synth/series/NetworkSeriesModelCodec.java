package io.semblance.synth.series;

import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.ModelTensors;
import io.semblance.synth.archive.Safetensors;
import java.util.Map;

/** Encoders and weights; the shape of the network follows from synthesizer and settings. */
public final class NetworkSeriesModelCodec extends SeriesModelCodec<NetworkSeriesModel> {
  private static final String STEPS = "steps.json";
  private static final String ATTRIBUTES = "attributes.json";
  private static final String WEIGHTS = "weights.safetensors";

  @Override
  public String kind() {
    return "sequence-network";
  }

  @Override
  public Class<NetworkSeriesModel> type() {
    return NetworkSeriesModel.class;
  }

  @Override
  protected void writeSteps(NetworkSeriesModel model, ArchiveWriter archive) {
    archive.put(STEPS, model.stepEncoder().toJson());
    if (model.attributeEncoder() != null) {
      archive.put(ATTRIBUTES, model.attributeEncoder().toJson());
    }
    archive.put(WEIGHTS, Safetensors.write(model.weights()));
  }

  @Override
  protected NetworkSeriesModel readSteps(Parts parts, ArchiveReader archive) {
    TableEncoder steps = TableEncoder.fromJson(archive.text(STEPS), archive.where(STEPS));
    TableEncoder attributes =
        archive.has(ATTRIBUTES)
            ? TableEncoder.fromJson(archive.text(ATTRIBUTES), archive.where(ATTRIBUTES))
            : null;
    Map<String, Safetensors.Tensor> weights =
        Safetensors.read(archive.bytes(WEIGHTS), archive.where(WEIGHTS));
    parts
        .frame()
        .requireParts(
            steps.schema(), attributes == null ? null : attributes.schema(), archive.where(STEPS));
    NetworkSeriesModel model = new NetworkSeriesModel(parts, steps, attributes, weights);
    boolean given = attributes != null && !model.drawsAttributes();
    if (given != (parts.sequences() != null)
        || given && !attributes.schema().columns().equals(parts.sequences().schema().columns())) {
      throw new ModelFileException(
          archive.where(ATTRIBUTES) + " does not encode what is said of sequences");
    }
    new ModelTensors(weights, archive.where(WEIGHTS)).require(model.network().parameters());
    return model;
  }
}
