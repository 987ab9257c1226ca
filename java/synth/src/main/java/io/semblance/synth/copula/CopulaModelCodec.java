package io.semblance.synth.copula;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.Schema;
import io.semblance.data.encode.Marginal;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import java.util.List;
import java.util.Map;

/** Schema, marginals, the factor of the correlation matrix, and what makes identifiers. */
public final class CopulaModelCodec implements ModelCodec<CopulaModel> {
  private static final String SCHEMA = "schema.json";
  private static final String MARGINALS = "marginals.json";
  private static final String IDENTIFIERS = "identifiers.json";
  private static final String COPULA = "copula.safetensors";
  private static final String FACTOR = "cholesky";

  /** How far the length of a row of the factor may be from one. */
  private static final double TOLERANCE = 1e-3;

  @Override
  public String kind() {
    return "copula";
  }

  @Override
  public Class<CopulaModel> type() {
    return CopulaModel.class;
  }

  @Override
  public void write(CopulaModel model, ArchiveWriter archive) {
    archive.put(SCHEMA, model.schema().toJson());
    archive.put(MARGINALS, Marginal.toJson(model.marginals()));
    if (model.identifiers() != null) {
      archive.put(IDENTIFIERS, model.identifiers().toJson());
    }
    Shape shape = Shape.of(model.marginals().size(), model.marginals().size());
    archive.put(
        COPULA, Safetensors.write(Map.of(FACTOR, new Safetensors.Tensor(shape, model.factor()))));
  }

  @Override
  public CopulaModel read(ArchiveReader archive, Provenance provenance) {
    Schema schema = Schema.fromJson(archive.text(SCHEMA), archive.where(SCHEMA));
    List<Marginal> marginals =
        Marginal.fromJson(
            CopulaFit.learnt(schema.columns()), archive.text(MARGINALS), archive.where(MARGINALS));
    return new CopulaModel(
        schema,
        marginals,
        factor(archive, marginals.size()),
        identifiers(archive, schema),
        provenance);
  }

  private static TableEncoder identifiers(ArchiveReader archive, Schema schema) {
    List<ColumnSchema> expected =
        schema.columns().stream().filter(column -> column.type() == ColumnType.ID).toList();
    if (expected.isEmpty()) {
      return null;
    }
    String where = archive.where(IDENTIFIERS);
    TableEncoder encoder = TableEncoder.fromJson(archive.text(IDENTIFIERS), where);
    if (!encoder.schema().columns().equals(expected) || encoder.layout().width() != 0) {
      throw new ModelFileException(where + " is not of the identifiers of the schema");
    }
    return encoder;
  }

  private static float[] factor(ArchiveReader archive, int width) {
    String where = archive.where(COPULA);
    Safetensors.Tensor tensor = Safetensors.read(archive.bytes(COPULA), where).get(FACTOR);
    if (tensor == null || !tensor.shape().equals(Shape.of(width, width))) {
      throw new ModelFileException(
          where + " does not hold " + FACTOR + ", " + width + " x " + width + " numbers");
    }
    float[] factor = tensor.values();
    for (int i = 0; i < width; i++) {
      double length = 0;
      double above = 0;
      for (int j = 0; j < width; j++) {
        double square = (double) factor[i * width + j] * factor[i * width + j];
        if (j <= i) {
          length += square;
        } else {
          above += square;
        }
      }
      if (!(Math.abs(length - 1) < TOLERANCE) || above != 0) {
        throw new ModelFileException(
            where
                + ": row "
                + i
                + " of "
                + FACTOR
                + " is not of the factor of a correlation matrix");
      }
    }
    return factor;
  }
}
