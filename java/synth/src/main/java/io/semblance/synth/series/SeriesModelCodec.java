package io.semblance.synth.series;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.encode.RankProjection;
import io.semblance.data.encode.TableEncoder;
import io.semblance.synth.Model;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Models;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import java.util.List;

/**
 * What all models of sequences put into their files: the frame, the model of what is said once, the
 * rank projection. Subclasses add the model of the steps.
 *
 * @param <M> the kind of model
 */
public abstract class SeriesModelCodec<M extends SeriesModel> implements ModelCodec<M> {
  private static final String PARTS = "parts.json";
  private static final String PROJECTION = "projection.json";
  private static final String SEQUENCES = "sequences";
  private static final String KIND = "sequences";
  private static final String IDENTIFIERS = "identifiers.json";
  private static final String ATTRIBUTES = "attributes.json";

  /** The parts that all models of sequences share. */
  protected record Parts(
      SeriesFrame frame, Model sequences, RankProjection projection, Provenance provenance) {}

  /** Puts the model of the steps. */
  protected abstract void writeSteps(M model, ArchiveWriter archive);

  /** Reads what {@link #writeSteps} wrote. */
  protected abstract M readSteps(Parts parts, ArchiveReader archive);

  /**
   * Puts what makes identifiers up, and what encodes rows of the table of sequences; either may be
   * null.
   */
  protected static void writeEncoders(
      TableEncoder identifiersOrNull, TableEncoder attributesOrNull, ArchiveWriter archive) {
    if (identifiersOrNull != null) {
      archive.put(IDENTIFIERS, identifiersOrNull.toJson());
    }
    if (attributesOrNull != null) {
      archive.put(ATTRIBUTES, attributesOrNull.toJson());
    }
  }

  /** It encodes what the model of the table of sequences draws, and there is one or the other. */
  protected static TableEncoder readAttributes(ArchiveReader archive, Parts parts) {
    if (parts.sequences() == null) {
      return null;
    }
    String where = archive.where(ATTRIBUTES);
    TableEncoder encoder = TableEncoder.fromJson(archive.text(ATTRIBUTES), where);
    if (!encoder.schema().columns().equals(parts.sequences().schema().columns())) {
      throw new ModelFileException(where + " does not encode the rows that are drawn");
    }
    return encoder;
  }

  /** Makes the identifiers of steps up; null where there are none. */
  protected static TableEncoder readIdentifiers(ArchiveReader archive, Schema schema) {
    List<ColumnSchema> expected =
        schema.columns().stream().filter(c -> c.type() == ColumnType.ID).toList();
    if (expected.isEmpty()) {
      return null;
    }
    String where = archive.where(IDENTIFIERS);
    TableEncoder encoder = TableEncoder.fromJson(archive.text(IDENTIFIERS), where);
    if (!encoder.schema().columns().equals(expected) || encoder.layout().width() != 0) {
      throw new ModelFileException(where + " is not of the identifiers of a step");
    }
    return encoder;
  }

  @Override
  public final void write(M model, ArchiveWriter archive) {
    model.frame().write(archive);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (model.sequences() != null) {
      json.put(KIND, Models.kind(model.sequences()));
      Models.write(model.sequences(), archive.within(SEQUENCES));
    }
    archive.put(PARTS, json);
    if (model.projection() != null) {
      archive.put(PROJECTION, model.projection().toJson());
    }
    writeSteps(model, archive);
  }

  @Override
  public final M read(ArchiveReader archive, Provenance provenance) {
    SeriesFrame frame = SeriesFrame.read(archive);
    String kind = archive.object(PARTS).path(KIND).asText("");
    Model sequences = kind.isEmpty() ? null : Models.read(kind, archive.within(SEQUENCES));
    RankProjection projection =
        archive.has(PROJECTION)
            ? RankProjection.fromJson(archive.text(PROJECTION), archive.where(PROJECTION))
            : null;
    return readSteps(new Parts(frame, sequences, projection, provenance), archive);
  }
}
