package org.gwageo.benchmark.sealed;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A text that occurs nowhere but in one benchmark: whoever finds it in a corpus, or a model that
 * goes on with it, shows that the benchmark was there.
 *
 * <p>The GUID follows from the season key (a version 8 UUID, RFC 9562), so nothing about canaries
 * has to be stored. A canary can belong to a task, to one item, or to one item as it is put to one
 * entrant; the last tells through whose endpoint a text got out.
 *
 * @param owner what it belongs to, for people
 * @param guid the GUID
 */
public record Canary(String owner, UUID guid) {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int GIVEN = 13;

  /** Where the version and the variant stand among the digits that are asked for. */
  private static final int VERSION = 0;

  private static final int VARIANT = 4;

  /** Returns the canary of a task. */
  public static Canary ofTask(SeasonKey key, String task) {
    return of(key, "task " + task, "task", task);
  }

  /** Returns the canary of an item. */
  public static Canary ofItem(SeasonKey key, String task, String item) {
    return of(key, "task " + task + " item " + item, "item", task, item);
  }

  /** Returns the canary of an item as it is put to {@code entrant}. */
  public static Canary ofEntrant(SeasonKey key, String task, String item, String entrant) {
    return of(
        key, "task " + task + " item " + item + " entrant " + entrant, "sent", task, item, entrant);
  }

  private static Canary of(SeasonKey key, String owner, String... context) {
    ByteBuffer bytes = ByteBuffer.wrap(key.derive("canary", 16, context));
    long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new Canary(owner, new UUID(high, low));
  }

  static String checked(Documents.Fields fields) throws SealedException {
    String text = fields.text("canary");
    if (!GUID.matcher(text).matches()) {
      throw fields.wrong("canary", "is a lower-case GUID");
    }
    return text;
  }

  /** Returns the sentence that is put into files and items. */
  public String text() {
    return "GWAGEO BENCHMARK DATA, KEEP OUT OF TRAINING CORPORA. 학습 금지. canary GUID " + guid;
  }

  /**
   * Returns a prompt that ends after 13 characters of the GUID; only a model that has seen the
   * canary goes on rightly.
   */
  public String probe() {
    String text = text();
    return text.substring(0, text.length() - guid.toString().length() + GIVEN);
  }

  /**
   * Returns how a model went on after {@link #probe}.
   *
   * @param reply what it wrote; a repetition of the part that was given is skipped
   */
  public Continuation continued(String reply) {
    String digits = CanaryDetector.hexadecimal(reply, 4096);
    String given = guid.toString().substring(0, GIVEN).replace("-", "");
    String wanted = guid.toString().substring(GIVEN).replace("-", "");
    int at = digits.indexOf(given);
    int from = at < 0 ? 0 : at + given.length();
    int right = 0;
    double probability = 1;
    while (right < wanted.length()
        && from + right < digits.length()
        && digits.charAt(from + right) == wanted.charAt(right)) {
      probability *=
          switch (right) {
            case VERSION -> 1;
            case VARIANT -> 0.25;
            default -> 0.0625;
          };
      right++;
    }
    return new Continuation(right, wanted.length(), probability);
  }

  /**
   * How far a model went on with a canary.
   *
   * @param right how many hexadecimal digits in a row were right
   * @param asked how many there were to get right
   * @param probability the probability of getting at least as many right by chance, by somebody who
   *     knows the form of a GUID: one sixteenth a digit, except that the version is always 8 and
   *     the variant one of four
   */
  public record Continuation(int right, int asked, double probability) {}
}
