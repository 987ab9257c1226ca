package io.semblance.synth.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Schema;
import io.semblance.synth.Model;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Models;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import java.util.ArrayList;
import java.util.List;

/** Model and stages side by side in one folder, and {@code stages.json} that names them. */
public final class StagedModelCodec implements ModelCodec<StagedModel> {
  private static final String ENTRY = "stages.json";

  @Override
  public String kind() {
    return "staged";
  }

  @Override
  public Class<StagedModel> type() {
    return StagedModel.class;
  }

  @Override
  public void write(StagedModel staged, ArchiveWriter archive) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", Models.kind(staged.model()));
    ArrayNode names = json.putArray("stages");
    staged.stages().forEach(names::add);
    archive.put(ENTRY, json);
    Models.writeParts(staged.model(), archive);
    staged.list().forEach(stage -> stage.write(archive));
  }

  @Override
  public StagedModel read(ArchiveReader archive, Provenance provenance) {
    JsonNode json = archive.object(ENTRY);
    Model model = Models.readParts(json.path("model").asText(), archive, provenance);
    List<RowStage> stages = new ArrayList<>();
    for (JsonNode name : json.path("stages")) {
      stages.add(stage(name.asText(), archive, model.schema()));
    }
    return new StagedModel(model, stages);
  }

  private static RowStage stage(String name, ArchiveReader archive, Schema schema) {
    if (name.equals(RuleStage.NAME)) {
      return RuleStage.read(archive, schema);
    }
    if (name.equals(RankProjectionStage.NAME)) {
      return RankProjectionStage.read(archive);
    }
    throw new ModelFileException(
        archive.where(ENTRY)
            + " names a stage \""
            + name
            + "\" that this version does not know; use the version that made the model");
  }
}
