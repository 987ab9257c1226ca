package io.semblance.studio;

import io.semblance.flow.StudioLauncher;
import io.semblance.flow.StudioOptions;
import java.io.IOException;

/** Found by whoever wants to start a studio without knowing it. */
public final class StudioService implements StudioLauncher {
  @Override
  public Running start(StudioOptions options, String version) throws IOException {
    return StudioServer.start(options, version);
  }
}
