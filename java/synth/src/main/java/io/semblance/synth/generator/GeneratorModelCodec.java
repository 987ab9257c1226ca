package io.semblance.synth.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.ModelTensors;
import io.semblance.synth.archive.Safetensors;
import java.util.Map;

/** Encoder, shape of the network, its condition if it has one, and weights. */
public final class GeneratorModelCodec implements ModelCodec<GeneratorModel> {
  private static final String ENCODER = "encoder.json";
  private static final String NETWORK = "network.json";
  private static final String WEIGHTS = "weights.safetensors";

  @Override
  public String kind() {
    return "generator";
  }

  @Override
  public Class<GeneratorModel> type() {
    return GeneratorModel.class;
  }

  @Override
  public void write(GeneratorModel model, ArchiveWriter archive) {
    archive.put(ENCODER, model.encoder().toJson());
    ObjectNode network = JsonNodeFactory.instance.objectNode();
    network.set("generator", ArchiveWriter.json(model.spec()));
    archive.put(NETWORK, network);
    if (model.conditioning() != null) {
      model.conditioning().write(archive);
    }
    archive.put(WEIGHTS, Safetensors.write(model.weights()));
  }

  @Override
  public GeneratorModel read(ArchiveReader archive, Provenance provenance) {
    TableEncoder encoder = TableEncoder.fromJson(archive.text(ENCODER), archive.where(ENCODER));
    ObjectNode network = archive.object(NETWORK);
    GeneratorSpec spec = archive.value(network.path("generator"), GeneratorSpec.class, NETWORK);
    Conditioning conditioning = conditioning(archive, network, encoder.layout());
    if (spec == null || spec.conditional() != (conditioning != null)) {
      throw new ModelFileException(
          archive.where(NETWORK)
              + " describes no generator that could be run: if it is conditional, "
              + ConditionalVector.ENTRY
              + " or "
              + TargetCondition.ENTRY
              + " must be there, else neither");
    }
    Map<String, Safetensors.Tensor> weights =
        Safetensors.read(archive.bytes(WEIGHTS), archive.where(WEIGHTS));
    check(encoder, spec, conditioning, weights, archive.where(WEIGHTS));
    return new GeneratorModel(encoder, spec, weights, conditioning, provenance);
  }

  private static Conditioning conditioning(
      ArchiveReader archive, ObjectNode network, Layout layout) {
    JsonNode inFormat1 = network.path("shares");
    if (!inFormat1.isNull() && !inFormat1.isMissingNode()) {
      return ConditionalVector.read(inFormat1, layout, archive, NETWORK);
    }
    if (archive.has(ConditionalVector.ENTRY)) {
      JsonNode shares = archive.json(ConditionalVector.ENTRY);
      return ConditionalVector.read(shares, layout, archive, ConditionalVector.ENTRY);
    }
    return archive.has(TargetCondition.ENTRY)
        ? TargetCondition.read(archive.json(TargetCondition.ENTRY), layout, archive)
        : null;
  }

  private static void check(
      TableEncoder encoder,
      GeneratorSpec spec,
      Conditioning conditioning,
      Map<String, Safetensors.Tensor> weights,
      String where) {
    if (encoder.layout().width() == 0) {
      if (!weights.isEmpty()) {
        throw new ModelFileException(where + " holds weights, but the table has nothing to learn");
      }
      return;
    }
    new ModelTensors(weights, where)
        .require(GeneratorModel.network(encoder, spec, conditioning).parameters());
  }
}
