package org.gwageo.platform.publication.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.platform.programme.definition.ModelDefinition;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/** Tells what is published of a model; what one weak source states is marked as uncertain. */
final class ModelSheet {

  private final Page page;
  private final Citing citing;

  ModelSheet(Page page, Citing citing) {
    this.page = page;
    this.citing = citing;
  }

  /** Returns the model as it was entered in {@code stage}. */
  TeamView.Release release(ModelDefinition model, String stage) {
    var facts = new ArrayList<Cited>();
    Set<String> uncertain = model.uncertain();
    BigDecimal total = model.totalParameters();
    BigDecimal active = model.activeParameters();
    add(facts, uncertain, "parameters", total == null ? null : Amounts.parameters(total));
    add(facts, uncertain, "active", active == null ? null : Amounts.parameters(active));
    add(facts, uncertain, "modalities", modalities(model.modalities()));
    add(facts, uncertain, "licence", model.licence());
    add(facts, uncertain, "architecture", model.architecture());
    add(facts, uncertain, "layers", model.layers());
    add(facts, uncertain, "experts", model.experts());
    add(facts, uncertain, "attention", model.attention());
    Integer vocabulary = model.vocabulary();
    add(facts, uncertain, "vocabulary", vocabulary == null ? null : page.number(vocabulary));
    add(facts, uncertain, "context", model.context());
    add(facts, uncertain, "tokens", model.trainingTokens());
    add(facts, uncertain, "report", model.report());
    var released = model.released();
    add(facts, uncertain, "released", released == null ? null : Dates.words(page, released));
    return new TeamView.Release(
        model.name(),
        stage,
        facts,
        citing.statements(model.notes()),
        citing.cite(model.attribution()));
  }

  private @Nullable String modalities(List<String> modalities) {
    return modalities.isEmpty()
        ? null
        : String.join(
            ", ", modalities.stream().map(m -> page.t("overview.model.modality." + m)).toList());
  }

  private void add(
      List<Cited> facts, Set<String> uncertain, String component, @Nullable String value) {
    if (value != null) {
      String mark = uncertain.contains(component) ? " " + page.t("overview.model.uncertain") : "";
      facts.add(Cited.fact(page.t("overview.model." + component), value + mark));
    }
  }
}
