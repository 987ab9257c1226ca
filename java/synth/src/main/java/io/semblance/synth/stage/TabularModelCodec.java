package io.semblance.synth.stage;

import io.semblance.synth.Model;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Models;
import io.semblance.synth.Provenance;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import java.util.List;

/**
 * The only kind of files of format 1: a generator and, where there was something to learn, a rank
 * projection. Read, no longer written.
 */
public final class TabularModelCodec implements ModelCodec<StagedModel> {
  @Override
  public String kind() {
    return "tabular";
  }

  @Override
  public Class<StagedModel> type() {
    return StagedModel.class;
  }

  @Override
  public boolean readsOnly() {
    return true;
  }

  @Override
  public void write(StagedModel model, ArchiveWriter archive) {
    throw new UnsupportedOperationException("written as StagedModelCodec does");
  }

  @Override
  public StagedModel read(ArchiveReader archive, Provenance provenance) {
    Model model = Models.readParts("generator", archive, provenance);
    boolean learnt = !model.steps().isEmpty();
    return new StagedModel(model, learnt ? List.of(RankProjectionStage.read(archive)) : List.of());
  }
}
