package io.semblance.synth.mixture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.encode.Layout;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.mixed.MixedLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Encoder, how the mixture came about and which states are silent, and its parameters. */
public final class MixtureModelCodec implements ModelCodec<MixtureModel> {
  private static final String ENCODER = "encoder.json";
  private static final String MIXTURE = "mixture.json";
  private static final String PARAMETERS = "parameters.safetensors";

  @Override
  public String kind() {
    return "mixture";
  }

  @Override
  public Class<MixtureModel> type() {
    return MixtureModel.class;
  }

  @Override
  public void write(MixtureModel model, ArchiveWriter archive) {
    archive.put(ENCODER, model.encoder().toJson());
    ObjectNode json = (ObjectNode) ArchiveWriter.json(Map.of());
    json.set("fit", ArchiveWriter.json(model.summary()));
    Mixture mixture = model.mixture();
    if (mixture == null) {
      archive.put(MIXTURE, json);
      return;
    }
    json.put("covariance", Covariance.of(mixture).label());
    ArrayNode silent = json.putArray("silent");
    for (boolean[] states : mixture.layout().silent()) {
      ArrayNode own = silent.addArray();
      for (int s = 0; s < states.length; s++) {
        if (states[s]) {
          own.add(s);
        }
      }
    }
    archive.put(MIXTURE, json);
    archive.put(PARAMETERS, Safetensors.write(MixtureTensors.write(mixture)));
  }

  @Override
  public MixtureModel read(ArchiveReader archive, Provenance provenance) {
    TableEncoder encoder = TableEncoder.fromJson(archive.text(ENCODER), archive.where(ENCODER));
    ObjectNode json = archive.object(MIXTURE);
    MixtureSummary summary = archive.value(json.path("fit"), MixtureSummary.class, MIXTURE);
    if (summary == null || summary.tried().values().stream().anyMatch(Objects::isNull)) {
      throw new ModelFileException(archive.where(MIXTURE) + " does not tell of the fit");
    }
    if (encoder.layout().width() == 0) {
      return new MixtureModel(encoder, null, summary, provenance);
    }
    Covariance covariance =
        Arrays.stream(Covariance.values())
            .filter(c -> c.label().equals(json.path("covariance").asText()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelFileException(
                        archive.where(MIXTURE) + " names no covariance that this version knows"));
    MixedLayout layout = layout(encoder.layout(), json.path("silent"), archive.where(MIXTURE));
    Mixture mixture =
        MixtureTensors.read(
            Safetensors.read(archive.bytes(PARAMETERS), archive.where(PARAMETERS)),
            layout,
            covariance,
            archive.where(PARAMETERS));
    return new MixtureModel(encoder, mixture, summary, provenance);
  }

  private static MixedLayout layout(Layout layout, JsonNode json, String where) {
    boolean[][] silent = MixedLayout.nothingSilent(layout);
    boolean sound = json.isArray() && json.size() == silent.length;
    for (int j = 0; sound && j < silent.length; j++) {
      sound = json.get(j).isArray();
      for (JsonNode state : json.get(j)) {
        boolean known = state.isInt() && state.intValue() >= 0;
        if (known && state.intValue() < silent[j].length) {
          silent[j][state.intValue()] = true;
        } else {
          sound = false;
        }
      }
    }
    if (!sound) {
      throw new ModelFileException(
          where
              + ": silent must list, for each of the "
              + layout.scalars()
              + " scalars, states of its column");
    }
    return MixedLayout.of(layout, silent);
  }
}
