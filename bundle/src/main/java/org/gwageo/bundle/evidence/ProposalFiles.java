package org.gwageo.bundle.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.bundle.proposal.ProposalWindow;
import org.gwageo.bundle.proposal.Ruling;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.rules.Input;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The proposals of a bundle: {@code proposals/<item>/selection.json} with the deadlines, the
 * rulings, the digest of each team's newest version and the benchmarks that were selected, and
 * {@code proposals/<item>/teams/<team>.json} with all versions of a team's list.
 */
public final class ProposalFiles {

  /** The folder of all of them. */
  public static final String FOLDER = "proposals/";

  private static final Pattern SELECTION = Pattern.compile("proposals/([^/]+)/selection\\.json");
  private static final int MOST = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProposalFiles() {}

  /**
   * What {@code selection.json} states beside the proposals themselves.
   *
   * @param heads the digest of each team's newest version
   * @param selected the benchmarks that count
   */
  public record Stated(SortedMap<String, Digest> heads, List<String> selected) {

    /** Copies the collections. */
    public Stated {
      heads = new TreeMap<>(heads);
      selected = List.copyOf(selected);
    }
  }

  /** Returns the path of an item's selection. */
  public static String selection(String item) {
    return FOLDER + item + "/selection.json";
  }

  /** Returns the path of a team's list. */
  public static String list(String item, String team) {
    return FOLDER + item + "/teams/" + team + ".json";
  }

  /** Returns the items of which {@code files} hold proposals, in order. */
  public static List<String> items(SortedMap<String, Content> files) {
    var items = new ArrayList<String>();
    for (String path : files.subMap(FOLDER, "proposals0").keySet()) {
      Matcher selection = SELECTION.matcher(path);
      if (selection.matches()) {
        items.add(selection.group(1));
      }
    }
    return items;
  }

  /** Returns the files of an item's proposals, by path. */
  public static SortedMap<String, byte[]> write(
      ItemProposals proposals, Input.Selection.ProposedBy rule) {
    var files = new TreeMap<String, byte[]>();
    String item = proposals.place().item();
    files.put(selection(item), selection(proposals, rule));
    proposals
        .byTeam()
        .forEach(
            (team, versions) ->
                files.put(list(item, team), list(proposals.place(), team, versions)));
    return files;
  }

  /** Returns {@code selection.json}. */
  public static byte[] selection(ItemProposals proposals, Input.Selection.ProposedBy rule) {
    var tree = head(proposals.place());
    tree.put(
        "windows",
        proposals.windows().stream()
            .map(
                one ->
                    Map.of(
                        "at",
                        one.at().toString(),
                        "closesAt",
                        one.closesAt().toString(),
                        "reason",
                        one.reason()))
            .toList());
    tree.put("rulings", proposals.rulings().stream().map(ProposalFiles::tree).toList());
    var heads = new TreeMap<String, Object>();
    proposals.newest().forEach((team, list) -> heads.put(team, list.digest().toString()));
    tree.put("heads", heads);
    tree.put("selected", proposals.selection(rule).selected());
    Instant fixedAt = proposals.fixedAt();
    if (fixedAt != null) {
      tree.put("fixedAt", fixedAt.toString());
    }
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> head(Proposal.Place place) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", Proposal.FORMAT);
    tree.put("programme", place.programme());
    tree.put("stage", place.stage());
    tree.put("item", place.item());
    return tree;
  }

  private static Map<String, Object> tree(Ruling ruling) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", ruling.name());
    String benchmark = ruling.benchmark();
    if (benchmark != null) {
      tree.put("benchmark", benchmark);
    }
    tree.put("reason", ruling.reason());
    tree.put("at", ruling.at().toString());
    return tree;
  }

  private static byte[] list(Proposal.Place place, String team, List<Proposal> versions) {
    var tree = head(place);
    tree.put("team", team);
    tree.put("versions", versions.stream().map(ProposalFiles::tree).toList());
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> tree(Proposal list) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("version", list.version());
    tree.put("at", list.at().toString());
    tree.put("benchmarks", list.benchmarks());
    tree.put(
        "others",
        list.others().stream()
            .map(
                other ->
                    Map.of(
                        "name", other.name(), "source", other.source(), "licence", other.licence()))
            .toList());
    tree.put("digest", list.digest().toString());
    return tree;
  }

  /** Returns the proposals of all items in {@code files}. */
  public static List<ItemProposals> read(SortedMap<String, Content> files)
      throws EvidenceException {
    var all = new ArrayList<ItemProposals>();
    for (String item : items(files)) {
      all.add(read(files, item));
    }
    return all;
  }

  /**
   * Returns the proposals of an item.
   *
   * @throws EvidenceException if a file is not what its place says, or a version of a list does not
   *     follow from the one before it
   */
  public static ItemProposals read(SortedMap<String, Content> files, String item)
      throws EvidenceException {
    String path = selection(item);
    JsonNode tree = json(files, path);
    var place = place(path, tree);
    if (!place.item().equals(item)) {
      throw new EvidenceException(path + " is about the item " + place.item());
    }
    var byTeam = new TreeMap<String, List<Proposal>>();
    String folder = FOLDER + item + "/teams/";
    for (String file : files.subMap(folder, folder.replaceFirst("/$", "0")).keySet()) {
      String team = file.substring(folder.length()).replaceFirst("\\.json$", "");
      byTeam.put(team, versions(files, file, place, team));
    }
    try {
      var windows = new ArrayList<ProposalWindow>();
      for (JsonNode one : tree.path("windows")) {
        windows.add(
            new ProposalWindow(
                moment(one, "at"), moment(one, "closesAt"), one.path("reason").asString("")));
      }
      var rulings = new ArrayList<Ruling>();
      for (JsonNode one : tree.path("rulings")) {
        rulings.add(
            new Ruling(
                one.path("name").asString(""),
                one.has("benchmark") ? one.path("benchmark").asString("") : null,
                one.path("reason").asString(""),
                moment(one, "at")));
      }
      return new ItemProposals(
          place, windows, byTeam, rulings, tree.has("fixedAt") ? moment(tree, "fixedAt") : null);
    } catch (DateTimeException e) {
      throw new EvidenceException(path + " holds no proposals: " + e.getMessage());
    }
  }

  /**
   * Returns what an item's {@code selection.json} states.
   *
   * @throws EvidenceException if it cannot be read
   */
  public static Stated stated(SortedMap<String, Content> files, String item)
      throws EvidenceException {
    String path = selection(item);
    JsonNode tree = json(files, path);
    try {
      var heads = new TreeMap<String, Digest>();
      for (var head : tree.path("heads").properties()) {
        heads.put(head.getKey(), Digest.parse(head.getValue().asString("")));
      }
      var selected = new ArrayList<String>();
      tree.path("selected").forEach(one -> selected.add(one.asString("")));
      return new Stated(heads, selected);
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(path + " holds no selection: " + e.getMessage());
    }
  }

  private static List<Proposal> versions(
      SortedMap<String, Content> files, String path, Proposal.Place place, String team)
      throws EvidenceException {
    JsonNode tree = json(files, path);
    if (!place(path, tree).equals(place) || !tree.path("team").asString("").equals(team)) {
      throw new EvidenceException(
          "%s is the list of %s for the item %s, which belongs elsewhere"
              .formatted(path, tree.path("team").asString(""), tree.path("item").asString("")));
    }
    if (tree.path("versions").isEmpty() || tree.path("versions").size() > MOST) {
      throw new EvidenceException(
          "%s has %d versions, not 1 to %d".formatted(path, tree.path("versions").size(), MOST));
    }
    var versions = new ArrayList<Proposal>();
    Digest previous = place.start(team);
    try {
      for (JsonNode one : tree.path("versions")) {
        var benchmarks = new ArrayList<String>();
        one.path("benchmarks").forEach(id -> benchmarks.add(id.asString("")));
        var others = new ArrayList<NewBenchmark>();
        for (JsonNode other : one.path("others")) {
          others.add(
              new NewBenchmark(
                  other.path("name").asString(""),
                  other.path("source").asString(""),
                  other.path("licence").asString("")));
        }
        Digest stated = Digest.parse(one.path("digest").asString(""));
        Proposal list =
            Proposal.after(
                previous, team, versions.size() + 1, moment(one, "at"), benchmarks, others);
        if (!list.digest().equals(stated) || one.path("version").asInt(0) != list.version()) {
          throw new EvidenceException(
              ("version %d of the list of %s for %s was changed: it has the digest %s, stated is"
                      + " %s")
                  .formatted(list.version(), team, place.item(), list.digest(), stated));
        }
        versions.add(list);
        previous = list.digest();
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new EvidenceException(path + " is no list: " + e.getMessage());
    }
    return versions;
  }

  private static Proposal.Place place(String path, JsonNode tree) throws EvidenceException {
    String format = tree.path("format").asString("");
    if (!format.equals(Proposal.FORMAT)) {
      throw new EvidenceException(
          "%s has the format \"%s\", not %s".formatted(path, format, Proposal.FORMAT));
    }
    return new Proposal.Place(
        tree.path("programme").asString(""),
        tree.path("stage").asString(""),
        tree.path("item").asString(""));
  }

  private static Instant moment(JsonNode tree, String name) {
    return Instant.parse(tree.path(name).asString(""));
  }

  private static JsonNode json(SortedMap<String, Content> files, String path)
      throws EvidenceException {
    byte[] bytes = Content.find(files, path);
    if (bytes == null) {
      throw new EvidenceException(path + " is missing");
    }
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new EvidenceException(path + " is not JSON: " + e.getOriginalMessage());
    }
  }
}
