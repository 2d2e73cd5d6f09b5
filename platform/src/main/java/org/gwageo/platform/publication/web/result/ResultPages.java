package org.gwageo.platform.publication.web.result;

import java.nio.charset.StandardCharsets;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The results of a stage, and their tables as files. */
@Controller
@RequestMapping({
  "/programmes/{programme}/stages/{stage}/results",
  "/programmes/{programme}/stages/{stage}/versions/{version:[0-9]{1,6}}/results"
})
class ResultPages {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final PublishedStages stages;
  private final Measurements measurements;

  ResultPages(PublishedStages stages, Measurements measurements) {
    this.stages = stages;
    this.measurements = measurements;
  }

  @GetMapping
  String results(
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
              "results", ResultsWriter.write(page, published, measurements.of(published)));
          return "publication/result/results";
        });
  }

  @GetMapping("/{table}.csv")
  ResponseEntity<byte[]> table(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version,
      @PathVariable String table,
      @RequestParam(required = false) @Nullable String bom) {
    var published = stages.published(programme, stage, version);
    byte[] bytes =
        ResultFiles.bytes(published, measurements.of(published), table, "1".equals(bom))
            .orElseThrow(() -> PublishedStages.none("table " + table));
    String which = version == null ? "" : "-v" + version;
    var name = "%s-%s%s-%s.csv".formatted(programme, stage, which, table);
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }
}
