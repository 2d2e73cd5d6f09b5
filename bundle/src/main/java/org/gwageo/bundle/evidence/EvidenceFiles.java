package org.gwageo.bundle.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.SheetException;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.canonical.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads evidence from the files of a bundle. */
public final class EvidenceFiles {

  /** The sheets of the panels. */
  public static final String SHEETS = "panel/sheets.csv";

  /** Conflicts, ticks and votes. */
  public static final String MARKS = "panel/marks.csv";

  /** The ratings of the users. */
  public static final String RATINGS = "users/ratings.csv";

  /** What only the office can enter. */
  public static final String ENTRIES = "office/entries.json";

  private static final Pattern JOURNAL =
      Pattern.compile("benchmarks/([^/]+)/([^/]+)/(?:run-(100|[1-9][0-9]?)/)?journal\\.jsonl");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SortedMap<String, Content> files;

  private EvidenceFiles(SortedMap<String, Content> files) {
    this.files = files;
  }

  /**
   * A journal of the bundle.
   *
   * @param path its path
   * @param team the team whose model replied
   * @param task the task that it was asked
   * @param run which of the task's runs, from 1
   */
  public record JournalFile(String path, String team, String task, int run) {

    /** Returns the path of the result that belongs to the journal. */
    public String result() {
      return path.replaceFirst("journal\\.jsonl$", "result.json");
    }
  }

  /** Returns the journals among {@code files}, in order. */
  public static List<JournalFile> journals(SortedMap<String, Content> files) {
    var journals = new ArrayList<JournalFile>();
    for (String path : files.keySet()) {
      Matcher journal = JOURNAL.matcher(path);
      if (journal.matches()) {
        String run = journal.group(3);
        journals.add(
            new JournalFile(
                path, journal.group(1), journal.group(2), run == null ? 1 : Integer.parseInt(run)));
      }
    }
    return journals;
  }

  /**
   * Scores a journal of {@code files}.
   *
   * @throws EvidenceException if the journal, its task or its items are missing or broken
   */
  public static BenchmarkResult score(SortedMap<String, Content> files, JournalFile journal)
      throws EvidenceException {
    var reader = new EvidenceFiles(files);
    return BenchmarkReplay.score(
        BenchmarkFiles.task(files, journal.task(), journal.team()),
        new SeasonRun(journal.run()),
        journal.path(),
        reader.content(journal.path()));
  }

  /**
   * Reads all evidence; journals are scored for it.
   *
   * @throws EvidenceException if a file is missing or not what its place says
   */
  public static StageEvidence read(SortedMap<String, Content> files) throws EvidenceException {
    var counts = new ArrayList<BenchmarkCount>();
    for (JournalFile journal : journals(files)) {
      counts.add(
          BenchmarkCount.of(journal.team(), journal.task(), journal.run(), score(files, journal)));
    }
    return new EvidenceFiles(files).read(counts);
  }

  private StageEvidence read(List<BenchmarkCount> counts) throws EvidenceException {
    var teams = new ArrayList<TeamEntry>();
    for (var file : below("teams/").entrySet()) {
      TeamEntry team = TeamEntry.parse(file.getKey(), file.getValue().bytes());
      if (!file.getKey().equals("teams/" + team.id() + ".json")) {
        throw new EvidenceException(file.getKey() + " is about the team " + team.id());
      }
      teams.add(team);
    }
    return new StageEvidence(
        teams,
        counts,
        sheet(SHEETS, PanelScore::read),
        sheet(MARKS, PanelMark::read),
        sheet(RATINGS, UserRating::read),
        lineage(),
        entries(),
        reported(),
        ProposalFiles.read(files));
  }

  private List<ReportedBenchmark> reported() throws EvidenceException {
    var reported = new ArrayList<ReportedBenchmark>();
    for (ReportedFiles.Place place : ReportedFiles.places(files)) {
      reported.add(ReportedFiles.at(files, place).read());
    }
    return reported;
  }

  /** Reads the rows of one file. */
  private interface Rows<T> {
    List<T> read(String csv) throws SheetException;
  }

  private <T> List<T> sheet(String path, Rows<T> rows) throws EvidenceException {
    byte[] bytes = Content.find(files, path);
    if (bytes == null) {
      return List.of();
    }
    try {
      return rows.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (SheetException e) {
      throw new EvidenceException(path + ": " + e.getMessage());
    }
  }

  private SortedMap<String, SortedMap<String, String>> lineage() throws EvidenceException {
    var grades = new TreeMap<String, SortedMap<String, String>>();
    for (var file : below("lineage/").entrySet()) {
      String team = file.getKey().substring("lineage/".length()).replaceFirst("\\.json$", "");
      grades.put(team, LineageFile.parse(file.getKey(), file.getValue().bytes()).gradeIds());
    }
    return grades;
  }

  private Map<String, Object> entries() throws EvidenceException {
    byte[] json = Content.find(files, ENTRIES);
    return json == null ? Map.of() : entries(json);
  }

  /**
   * Returns the file {@link #ENTRIES} with further decided verification cases; a later decision on
   * a team replaces an earlier one.
   *
   * @param json the file as it was
   * @param decided the office's entries of the cases, by team
   * @throws EvidenceException if {@code json} is not JSON
   */
  public static byte[] entriesWith(byte[] json, Map<String, Object> decided)
      throws EvidenceException {
    Map<String, Object> entries = entries(json);
    var cases = new TreeMap<String, Object>();
    if (entries.get(EvidenceScores.LINEAGE_CASES) instanceof Map<?, ?> earlier) {
      earlier.forEach((team, one) -> cases.put(String.valueOf(team), one));
    }
    cases.putAll(decided);
    entries.put(EvidenceScores.LINEAGE_CASES, cases);
    return CanonicalJson.bytes(entries);
  }

  private static Map<String, Object> entries(byte[] json) throws EvidenceException {
    try {
      return Trees.object(JSON.readTree(json));
    } catch (JacksonException e) {
      throw new EvidenceException(ENTRIES + " is not JSON: " + e.getOriginalMessage());
    }
  }

  private SortedMap<String, Content> below(String folder) {
    return files.subMap(folder, folder.replace('/', '0'));
  }

  private Content content(String path) throws EvidenceException {
    Content content = files.get(path);
    if (content == null) {
      throw new EvidenceException(path + " is missing");
    }
    return content;
  }
}
