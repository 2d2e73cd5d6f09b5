package org.gwageo.platform.programme;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.StageDefinition;

/** The programmes of this installation as their files define them. */
public final class Programmes {

  private final Map<String, ProgrammeDefinition> byId;

  Programmes(Map<String, ProgrammeDefinition> byId) {
    this.byId = byId;
  }

  /** Returns all programmes, real ones before rehearsals, otherwise by their name. */
  public List<ProgrammeDefinition> all() {
    return List.copyOf(byId.values());
  }

  /** Returns the programme, if there is one of that name. */
  public Optional<ProgrammeDefinition> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Returns the programme.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public ProgrammeDefinition get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no programme " + id));
  }

  /**
   * Returns what the definition says of a stage.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public StageDefinition stage(StageId id) {
    return get(id.programme())
        .stage(id.stage())
        .orElseThrow(() -> new IllegalArgumentException("no stage " + id));
  }
}
