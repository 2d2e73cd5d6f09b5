package org.gwageo.platform.lineage.web;

import java.util.List;
import org.gwageo.platform.web.Fact;

/**
 * A lineage report inside a page.
 *
 * @param body the report as HTML that the engine wrote, with headings of level 2; empty where the
 *     report is in a form that is no longer read
 * @param digest the digest of the report's JSON
 * @param files the same report as files, each with its address
 */
public record ReportView(String body, String digest, List<Fact> files) {

  /** Copies the files. */
  public ReportView {
    files = List.copyOf(files);
  }
}
