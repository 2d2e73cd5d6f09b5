package org.gwageo.platform.publication.web;

import java.nio.charset.StandardCharsets;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The stages of a programme and their rules. */
@Controller
class StagePages {

  private static final MediaType YAML = new MediaType("application", "yaml");

  private final PublicRecord record;
  private final Rulebooks rulebooks;
  private final SealedStageTasks sealedTasks;

  StagePages(PublicRecord record, Rulebooks rulebooks, SealedStageTasks sealedTasks) {
    this.record = record;
    this.rulebooks = rulebooks;
    this.sealedTasks = sealedTasks;
  }

  @GetMapping("/programmes/{programme}/stages")
  String stages(@PathVariable String programme) {
    return "redirect:" + record.programme(programme).path() + "#stages";
  }

  @GetMapping("/programmes/{programme}/stages/{stage}")
  String stage(@PathVariable String programme, @PathVariable String stage, Page page, Model model) {
    var facts = record.programme(programme);
    var found = PublicRecord.stage(facts, stage);
    model.addAttribute(
        "view", new StageOverview(page, facts, found, rulebooks.inForce(found.id())).view());
    model.addAttribute("sealed", !sealedTasks.of(found).isEmpty());
    model.addAttribute("reports", found.runHere() && rulebooks.haveReports(found.id()));
    model.addAttribute("proposes", found.runHere() && rulebooks.haveProposals(found.id()));
    return "programme/stage";
  }

  @GetMapping("/programmes/{programme}/stages/{stage}/rules")
  String rules(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(required = false) @Nullable Integer version,
      Page page,
      Model model) {
    var facts = record.programme(programme);
    var found = PublicRecord.stage(facts, stage);
    var shown = version(found, version);
    model.addAttribute(
        "view",
        new RulesOverview(page, facts, found, shown, rulebooks.versions(found.id())).view());
    return "programme/rules";
  }

  @GetMapping("/programmes/{programme}/stages/{stage}/rules/rulebook.yaml")
  ResponseEntity<byte[]> yaml(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(required = false) @Nullable Integer version) {
    var found = PublicRecord.stage(record.programme(programme), stage);
    return ProgrammePages.download(
        "rulebook.yaml", YAML, version(found, version).yaml().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/programmes/{programme}/stages/{stage}/rules/rulebook.json")
  ResponseEntity<byte[]> json(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(required = false) @Nullable Integer version) {
    var found = PublicRecord.stage(record.programme(programme), stage);
    return ProgrammePages.download(
        "rulebook.json",
        MediaType.APPLICATION_JSON,
        version(found, version).rulebook().canonicalJson());
  }

  private RulebookVersion version(StageFacts stage, @Nullable Integer version) {
    return (version == null
            ? rulebooks.inForce(stage.id())
            : rulebooks.versions(stage.id()).stream()
                .filter(rules -> rules.version() == version)
                .findFirst())
        .orElseThrow(PublicRecord::unknown);
  }
}
