package io.semblance.quality;

import io.semblance.data.Table;
public final class HtmlReport {
  public static String render(QualityReport report, Table real, Table synthetic) { return ""; }
}
