package io.semblance.synth.series;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Schema;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.Model;
import io.semblance.synth.Models;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;

/** The model of rows in a folder of its own, and the columns of the steps. */
public final class WindowModelCodec extends SeriesModelCodec<WindowModel> {
  private static final String ROWS = "rows";
  private static final String WINDOWS = "windows.json";
  private static final String KIND = "rows";
  private static final String STEPS = "steps.json";
  private static final String IDENTIFIERS = "identifiers.json";

  @Override
  public String kind() {
    return "windows";
  }

  @Override
  public Class<WindowModel> type() {
    return WindowModel.class;
  }

  @Override
  protected void writeSteps(WindowModel model, ArchiveWriter archive) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(KIND, Models.kind(model.rows()));
    archive.put(WINDOWS, json);
    archive.put(STEPS, model.stepSchema().toJson());
    if (model.identifiers() != null) {
      archive.put(IDENTIFIERS, model.identifiers().toJson());
    }
    Models.write(model.rows(), archive.within(ROWS));
  }

  @Override
  protected WindowModel readSteps(Parts parts, ArchiveReader archive) {
    String kind = archive.object(WINDOWS).path(KIND).asText();
    Model rows = Models.read(kind, archive.within(ROWS));
    Schema steps = Schema.fromJson(archive.text(STEPS), archive.where(STEPS));
    TableEncoder identifiers =
        archive.has(IDENTIFIERS)
            ? TableEncoder.fromJson(archive.text(IDENTIFIERS), archive.where(IDENTIFIERS))
            : null;
    parts.frame().requireParts(steps, rows.schema(), archive.where(STEPS));
    WindowTable.require(parts.frame(), rows.schema(), steps, identifiers, archive.where(STEPS));
    return new WindowModel(parts, rows, steps, identifiers);
  }
}
