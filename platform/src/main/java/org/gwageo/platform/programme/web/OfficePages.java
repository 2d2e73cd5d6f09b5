package org.gwageo.platform.programme.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The office's first page: every stage with what comes next. */
@Controller
class OfficePages {

  private final Programmes programmes;
  private final Stages stages;
  private final StageControl control;
  private final StageHeadings headings;

  OfficePages(Programmes programmes, Stages stages, StageControl control, StageHeadings headings) {
    this.programmes = programmes;
    this.stages = stages;
    this.control = control;
    this.headings = headings;
  }

  @GetMapping("/office")
  String overview(Page page, Model model) {
    var run = new ArrayList<Card>();
    var recorded = new ArrayList<Card>();
    for (var programme : programmes.all()) {
      for (Stage stage : stages.of(programme.id())) {
        (stage.state() == StageState.RECORDED ? recorded : run).add(card(page, stage));
      }
    }
    model.addAttribute("run", run);
    model.addAttribute("recorded", recorded);
    model.addAttribute(
        "seasons",
        programmes.all().stream()
            .map(
                programme ->
                    new Fact(
                        page.pick(programme.title().ko(), programme.title().en()),
                        page.t("office.seasons.open"),
                        "/office/programmes/" + programme.id() + "/seasons"))
            .toList());
    return "programme/office";
  }

  private Card card(Page page, Stage stage) {
    var heading = headings.of(page, stage);
    return new Card(
        heading.badges(),
        heading.programme() + " · " + heading.title(),
        heading.path(),
        null,
        facts(page, stage));
  }

  private List<Fact> facts(Page page, Stage stage) {
    var facts = new ArrayList<Fact>();
    var deadline = stage.submissions();
    if (deadline != null) {
      facts.add(Fact.of(page.t("office.deadline"), page.time(deadline.at())));
    }
    stage
        .nextAction()
        .ifPresent(
            action -> {
              var conditions = control.conditions(stage.id(), action);
              long met = conditions.stream().filter(c -> c.met()).count();
              facts.add(
                  Fact.of(
                      page.t("office.next"),
                      page.t("office.action." + action.name().toLowerCase(Locale.ROOT))));
              facts.add(
                  Fact.of(
                      page.t("office.conditions"),
                      conditions.isEmpty()
                          ? page.t("office.conditions.none")
                          : page.t("office.conditions.met", met, conditions.size())));
            });
    return facts;
  }
}
