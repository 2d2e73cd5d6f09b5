package org.gwageo.platform.lineage.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.report.PanelReport;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lays out lineage reports: inside a page, and as JSON, HTML and PDF files. A documented derivative
 * is drawn beside each report where the setting {@code gwageo.lineage.known-derivative} names the
 * JSON of its comparison; the file's name is what the drawing calls it.
 */
@Component
public class Reports {

  /** How many laid out files are kept for the next reader. */
  private static final int KEPT = 32;

  private final @Nullable KnownDerivative known;
  private final Map<String, byte[]> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  private record KnownDerivative(String name, String json) {}

  Reports(@Value("${gwageo.lineage.known-derivative:}") String file) throws IOException {
    known = file.isBlank() ? null : known(Path.of(file));
  }

  private static KnownDerivative known(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    byte[] json = Files.readAllBytes(file);
    try {
      PanelReport.read(json);
    } catch (CheckpointException e) {
      throw new IllegalArgumentException(
          "gwageo.lineage.known-derivative names no lineage report: " + file, e);
    }
    return new KnownDerivative(name, new String(json, StandardCharsets.UTF_8));
  }

  /** Forms in which a report can be taken away. */
  public enum Form {
    /** The report itself, whose digest is published. */
    JSON,
    /** One page that needs no other file. */
    HTML,
    /** The same page for paper. */
    PDF;

    /** Returns the form that a file's name ends with. */
    static Optional<Form> of(String ending) {
      for (Form form : values()) {
        if (form.ending().equals(ending)) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }

    String ending() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns a report for a page.
   *
   * @param json what the engine wrote
   * @param subject what the report calls the submitted model
   * @param path the address below which the files are, without language prefix
   */
  public ReportView view(Page page, String json, String subject, String path) {
    var laidOut = laidOut(json, subject);
    return new ReportView(
        laidOut.map(report -> report.fragment(language(page), "report-", 2)).orElse(""),
        Digest.of(bytes(json)).toString(),
        List.of(Form.values()).stream()
            .filter(form -> form == Form.JSON || laidOut.isPresent())
            .map(
                form ->
                    new Fact(
                        form.name(),
                        page.t("lineage.report.file." + form.ending()),
                        path + "/report." + form.ending()))
            .toList());
  }

  /**
   * Returns a report as a download.
   *
   * @param ending {@code json}, {@code html} or {@code pdf}
   * @param name the file's name without its ending
   * @throws ResponseStatusException with status 404 if there is no such form of it
   */
  public ResponseEntity<byte[]> file(
      Page page, String json, String subject, String ending, String name) {
    var form = Form.of(ending).orElseThrow(Reports::none);
    byte[] content =
        switch (form) {
          case JSON -> bytes(json);
          case HTML, PDF -> keep(form, json, subject, language(page));
        };
    return ResponseEntity.ok()
        .contentType(
            switch (form) {
              case JSON -> MediaType.APPLICATION_JSON;
              case HTML -> new MediaType("text", "html", StandardCharsets.UTF_8);
              case PDF -> MediaType.APPLICATION_PDF;
            })
        .eTag('"' + Digest.of(content).hex() + '"')
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name + "." + form.ending(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(content);
  }

  private byte[] keep(Form form, String json, String subject, Language language) {
    String key =
        String.join("\n", form.name(), language.name(), subject, Digest.of(bytes(json)).hex());
    synchronized (kept) {
      byte[] found = kept.get(key);
      if (found != null) {
        return found;
      }
    }
    var report = laidOut(json, subject).orElseThrow(Reports::none);
    byte[] made = form == Form.PDF ? report.pdf(language) : report.html(language);
    synchronized (kept) {
      kept.put(key, made);
    }
    return made;
  }

  private Optional<PanelReport> laidOut(String json, String subject) {
    try {
      var report = PanelReport.read(bytes(json)).ofSubject(subject);
      return Optional.of(
          known == null ? report : report.withKnownDerivative(known.name(), bytes(known.json())));
    } catch (CheckpointException e) {
      // A report of an earlier version stays readable as JSON.
      return Optional.empty();
    }
  }

  private static Language language(Page page) {
    return switch (page.language()) {
      case KOREAN -> Language.KO;
      case ENGLISH -> Language.EN;
    };
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such form of the report");
  }
}
