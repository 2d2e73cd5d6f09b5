package org.gwageo.platform.publication.web;

import java.nio.charset.StandardCharsets;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.Seasons;
import org.gwageo.platform.web.Language;
import org.gwageo.platform.web.Page;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The first page, and the overview of each programme with its calendar and its data. */
@Controller
class ProgrammePages {

  private static final MediaType CALENDAR =
      new MediaType("text", "calendar", StandardCharsets.UTF_8);

  private final PublicRecord record;
  private final Seasons seasons;

  ProgrammePages(PublicRecord record, Seasons seasons) {
    this.record = record;
    this.seasons = seasons;
  }

  @GetMapping("/")
  String home(Page page, Model model) {
    model.addAttribute("view", new HomeOverview(page, record.programmes()).view());
    return "programme/home";
  }

  @GetMapping("/programmes")
  String programmes() {
    return "redirect:/";
  }

  @GetMapping("/programmes/{programme}")
  String programme(@PathVariable String programme, Page page, Model model) {
    model.addAttribute("view", new ProgrammeOverview(page, record.programme(programme)).view());
    model.addAttribute("seasons", seasons.of(programme).stream().anyMatch(Season::isPublic));
    return "programme/overview";
  }

  @GetMapping("/programmes/{programme}/calendar.ics")
  ResponseEntity<byte[]> calendar(@PathVariable String programme, Page page) {
    var facts = record.programme(programme);
    String suffix = page.language() == Language.KOREAN ? "" : "-" + page.language().tag();
    return download(
        facts.definition().id() + suffix + ".ics",
        CALENDAR,
        new CalendarFile(page, facts).text().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/programmes/{programme}/data.json")
  ResponseEntity<byte[]> data(@PathVariable String programme) {
    var facts = record.programme(programme);
    return download(
        facts.definition().id() + ".json",
        MediaType.APPLICATION_JSON,
        OpenData.json(facts.definition()));
  }

  /** Answers with a file under that name. */
  static ResponseEntity<byte[]> download(String name, MediaType type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
