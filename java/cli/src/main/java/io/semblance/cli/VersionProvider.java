package io.semblance.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version, commit and virtual machine. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"semblance " + version(), "Java " + Runtime.version() + ", " + vm()};
  }

  /** As {@code 0.1.0 (1a2b3c4)}; without the commit when the build did not know it. */
  static String version() {
    Properties facts = new Properties();
    try (InputStream in = VersionProvider.class.getResourceAsStream("version.properties")) {
      facts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = facts.getProperty("commit");
    return facts.getProperty("version") + (commit.equals("unknown") ? "" : " (" + commit + ")");
  }

  static String vm() {
    return System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor");
  }
}
