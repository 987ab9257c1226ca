package io.semblance.synth.refine;

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

/** The model in a folder of its own, and {@code refinement.json}: levels and factors. */
public final class RefinedModelCodec implements ModelCodec<RefinedModel> {
  private static final String ENTRY = "refinement.json";

  /** A model may have stages before it is refined and others after. */
  private static final String FOLDER = "refined";

  /** Less is never kept, and no factor is so large. */
  static final double LEAST_RATE = 1e-3;

  private static final double MOST_LOG = 50;

  @Override
  public String kind() {
    return "refined";
  }

  @Override
  public Class<RefinedModel> type() {
    return RefinedModel.class;
  }

  @Override
  public void write(RefinedModel refined, ArchiveWriter archive) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", Models.kind(refined.model()));
    json.put("rate", refined.rate());
    json.put("bound", refined.factors().bound());
    ArrayNode levels = json.putArray("levels");
    refined.factors().levels().forEach(l -> levels.add(l.toJson()));
    ArrayNode tables = json.putArray("tables");
    for (Factors.PairTable table : refined.factors().tables()) {
      ObjectNode one = tables.addObject();
      one.put("a", table.a());
      one.put("b", table.b());
      ArrayNode logs = one.putArray("logs");
      for (double log : table.logs()) {
        logs.add(log);
      }
    }
    archive.put(ENTRY, json);
    Models.writeParts(refined.model(), archive.within(FOLDER));
  }

  @Override
  public RefinedModel read(ArchiveReader archive, Provenance provenance) {
    ObjectNode json = archive.object(ENTRY);
    String where = archive.where(ENTRY);
    Model model = Models.readParts(json.path("model").asText(), archive.within(FOLDER), provenance);
    Schema schema = model.schema();
    List<Levels> levels = new ArrayList<>();
    for (JsonNode one : json.path("levels")) {
      Levels own = Levels.fromJson(one, where);
      if (!schema.has(own.column())
          || schema.column(own.column()).type().isNumeric() != (own.edges() != null)) {
        throw new ModelFileException(where + " has levels of no column: " + own.column());
      }
      levels.add(own);
    }
    List<Factors.PairTable> tables = new ArrayList<>();
    if (json.path("tables").size() > RefinementFit.MOST_PAIRS + levels.size()) {
      throw new ModelFileException(where + " has more tables than a refinement ever has");
    }
    for (JsonNode one : json.path("tables")) {
      tables.add(table(one, levels, where));
    }
    double rate = json.path("rate").asDouble(0);
    double bound = json.path("bound").asDouble(Double.NaN);
    if (!(rate >= LEAST_RATE && rate <= 1) || !(Math.abs(bound) <= 1e4)) {
      throw new ModelFileException(where + " does not say how many rows are kept");
    }
    return new RefinedModel(model, new Factors(levels, tables, bound), rate);
  }

  private static Factors.PairTable table(JsonNode json, List<Levels> levels, String where) {
    int a = json.path("a").asInt(-1);
    int b = json.path("b").asInt(-1);
    JsonNode logs = json.path("logs");
    if (Math.min(a, b) < 0
        || Math.max(a, b) >= levels.size()
        || logs.size() != levels.get(a).count() * levels.get(b).count()) {
      throw new ModelFileException(where + " has a table of no two columns");
    }
    double[] values = new double[logs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = logs.get(i).asDouble(Double.NaN);
      if (!(Math.abs(values[i]) <= MOST_LOG)) {
        throw new ModelFileException(where + " has a factor that is no number");
      }
    }
    return new Factors.PairTable(a, b, values);
  }
}
