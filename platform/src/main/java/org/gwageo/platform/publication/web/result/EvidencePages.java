package org.gwageo.platform.publication.web.result;

import java.nio.charset.StandardCharsets;
import org.gwageo.bundle.content.Content;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a verdict comes from, the published bundle, and the files in it. */
@Controller
@RequestMapping({
  "/programmes/{programme}/stages/{stage}",
  "/programmes/{programme}/stages/{stage}/versions/{version:[0-9]{1,6}}"
})
class EvidencePages {

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
  private static final MediaType ZIP = new MediaType("application", "zip");

  private final PublishedStages stages;
  private final Measurements measurements;
  private final Screens screens;
  private final Cases cases;
  private final PublishedFiles files;

  EvidencePages(
      PublishedStages stages,
      Measurements measurements,
      Screens screens,
      Cases cases,
      PublishedFiles files) {
    this.stages = stages;
    this.measurements = measurements;
    this.screens = screens;
    this.cases = cases;
    this.files = files;
  }

  @GetMapping("/evidence")
  String evidence(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        version,
        page,
        model,
        published -> {
          model.addAttribute(
              "proof",
              EvidenceWriter.write(
                  page,
                  published,
                  measurements.of(published),
                  screens.of(published.head().id()),
                  cases.of(published.head().id()),
                  files.open(published.bundle())));
          return "publication/result/evidence";
        });
  }

  @GetMapping("/bundle.zip")
  ResponseEntity<Resource> bundle(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version) {
    var bundle = open(programme, stage, version).bundle();
    var file = files.open(bundle);
    return ResponseEntity.ok()
        .contentType(ZIP)
        .eTag('"' + file.digest().hex() + '"')
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(bundle.file()).build().toString())
        .body(new FileSystemResource(file.path()));
  }

  @GetMapping("/files/{*path}")
  ResponseEntity<Resource> file(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version,
      @PathVariable String path) {
    String name = path.substring(1);
    Content content =
        files.open(open(programme, stage, version).bundle()).bundle().files().get(name);
    if (content == null) {
      throw PublishedStages.none("file of this name in the bundle");
    }
    return ResponseEntity.ok()
        .contentType(name.endsWith(".json") ? MediaType.APPLICATION_JSON : TEXT)
        .contentLength(content.size())
        .body(new InputStreamResource(content::open, name));
  }

  /** The bundle holds everything as it was entered, so it is there for those who may see that. */
  private PublishedStage open(String programme, String stage, @Nullable Integer version) {
    var published = stages.published(programme, stage, version);
    if (!published.shows(Level.RAW)) {
      throw PublishedStages.none("bundle for the public");
    }
    return published;
  }
}
