package org.gwageo.benchmark.overlap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Edits of a reply towards one reference, with moves found greedily as Tercom finds them: in each
 * round the move that saves most, then the longest, then the earliest.
 */
final class Moves {

  private static final int LONGEST = 10;
  private static final int FARTHEST = 50;
  private static final int BEAM = 25;
  private static final int MOST_TRIED = 1000;
  private static final int MOST_WORDS = 5000;
  private static final long MOST_CELLS = 20_000_000;
  private static final int NEVER = 1 << 29;

  private static final byte KEEP = 0;
  private static final byte REPLACE = 1;
  private static final byte DELETE = 2;
  private static final byte INSERT = 3;
  private static final byte OUTSIDE = 4;

  private final int[] reference;
  private final int width;
  private int tried;

  Moves(int[] reference) {
    this.reference = reference;
    this.width = reference.length + 1;
  }

  int edits(int[] reply) {
    if (reference.length == 0) {
      return reply.length;
    }
    if (reply.length > MOST_WORDS || (long) reply.length * width > MOST_CELLS) {
      return plain(reply);
    }
    int[] words = reply;
    int moves = 0;
    while (true) {
      Table table = new Table(words);
      Move best = best(words, table);
      if (tried >= MOST_TRIED || best.saved() <= 0) {
        return moves + table.distance();
      }
      moves++;
      words = moved(words, best.from(), best.length(), best.to());
    }
  }

  private record Move(int saved, int length, int from, int to) {
    boolean beats(Move other) {
      if (saved != other.saved) {
        return saved > other.saved;
      }
      if (length != other.length) {
        return length > other.length;
      }
      return from != other.from ? from < other.from : to < other.to;
    }
  }

  private Move best(int[] words, Table table) {
    Move best = new Move(Integer.MIN_VALUE, 0, 0, 0);
    Path path = table.path();
    for (int from = 0; from < words.length; from++) {
      int first = Math.max(0, from - FARTHEST);
      int last = Math.min(reference.length - 1, from + FARTHEST);
      for (int at = first; at <= last; at++) {
        int length = 0;
        while (length < LONGEST
            && from + length < words.length
            && at + length < reference.length
            && words[from + length] == reference[at + length]) {
          length++;
          best = targets(words, table, path, from, at, length, best);
          if (tried >= MOST_TRIED) {
            return best;
          }
        }
      }
    }
    return best;
  }

  /** Tries to move the words to each place around where the reference has them. */
  private Move targets(
      int[] words, Table table, Path path, int from, int at, int length, Move found) {
    Move best = found;
    if (!anyWrong(path.replyWrong, from, length)
        || !anyWrong(path.referenceWrong, at, length)
        || (from <= path.aligned[at] && path.aligned[at] < from + length)) {
      return best;
    }
    int previous = -1;
    for (int offset = -1; offset < length; offset++) {
      int place = at + offset;
      if (place >= reference.length) {
        break;
      }
      int to = place < 0 ? 0 : path.aligned[place] + 1;
      if (to == previous) {
        continue;
      }
      previous = to;
      int[] shifted = moved(words, from, length, to);
      int saved = table.distance() - table.distance(shifted, Math.min(from, to));
      Move move = new Move(saved, length, from, to);
      tried++;
      if (move.beats(best)) {
        best = move;
      }
    }
    return best;
  }

  private static boolean anyWrong(boolean[] wrong, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (wrong[i]) {
        return true;
      }
    }
    return false;
  }

  private static int[] moved(int[] words, int from, int length, int to) {
    int[] result = new int[words.length];
    int n = 0;
    if (to < from) {
      n = copy(words, 0, to, result, n);
      n = copy(words, from, from + length, result, n);
      n = copy(words, to, from, result, n);
      copy(words, from + length, words.length, result, n);
    } else {
      int end = Math.min(words.length, Math.max(to, from + length));
      int target = to > from + length ? to : Math.min(words.length, length + to);
      n = copy(words, 0, from, result, n);
      n = copy(words, from + length, to > from + length ? end : target, result, n);
      n = copy(words, from, from + length, result, n);
      copy(words, to > from + length ? end : target, words.length, result, n);
    }
    return result;
  }

  private static int copy(int[] source, int from, int to, int[] result, int at) {
    System.arraycopy(source, from, result, at, to - from);
    return at + to - from;
  }

  /** How the two are laid side by side: by position, and which of them is wrong. */
  private static final class Path {
    private final int[] aligned;
    private final boolean[] replyWrong;
    private final boolean[] referenceWrong;

    Path(int[] aligned, boolean[] replyWrong, boolean[] referenceWrong) {
      this.aligned = aligned;
      this.replyWrong = replyWrong;
      this.referenceWrong = referenceWrong;
    }
  }

  private int plain(int[] words) {
    int[] row = new int[width];
    Arrays.setAll(row, j -> j);
    int[] next = new int[width];
    Beam beam = new Beam(words.length);
    for (int i = 1; i <= words.length; i++) {
      beam.row(words[i - 1], i, row, next, null);
      int[] spare = row;
      row = next;
      next = spare;
    }
    return row[reference.length];
  }

  /** The band around the diagonal in which distances are computed. */
  private final class Beam {
    private final int length;
    private final double ratio;
    private final int half;

    Beam(int length) {
      this.length = length;
      this.ratio = length > 0 ? (double) reference.length / length : 1;
      this.half = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    }

    void row(int word, int i, int[] above, int[] row, byte @Nullable [] deeds) {
      int diagonal = (int) Math.floor(i * ratio);
      int from = Math.max(0, diagonal - half);
      int to = i == length ? width : Math.min(width, diagonal + half);
      Arrays.fill(row, NEVER);
      for (int j = from; j < to; j++) {
        int cost;
        byte deed;
        if (j == 0) {
          cost = above[0] + 1;
          deed = DELETE;
        } else {
          boolean same = word == reference[j - 1];
          cost = above[j - 1] + (same ? 0 : 1);
          deed = same ? KEEP : REPLACE;
          if (above[j] + 1 < cost) {
            cost = above[j] + 1;
            deed = DELETE;
          }
          if (row[j - 1] + 1 < cost) {
            cost = row[j - 1] + 1;
            deed = INSERT;
          }
        }
        row[j] = Math.min(cost, NEVER);
        if (deeds != null) {
          deeds[j] = cost < NEVER ? deed : OUTSIDE;
        }
      }
    }
  }

  /** All distances between the beginnings of the words and of the reference. */
  private final class Table {
    private final int[] words;
    private final int[][] rows;
    private final byte[][] deeds;
    private final Beam beam;
    private final int[][] spare = new int[2][width];

    Table(int[] words) {
      this.words = words;
      this.rows = new int[words.length + 1][width];
      this.deeds = new byte[words.length + 1][width];
      this.beam = new Beam(words.length);
      for (int j = 0; j < width; j++) {
        rows[0][j] = j;
        deeds[0][j] = INSERT;
      }
      for (int i = 1; i <= words.length; i++) {
        Arrays.fill(deeds[i], OUTSIDE);
        beam.row(words[i - 1], i, rows[i - 1], rows[i], deeds[i]);
      }
    }

    int distance() {
      return rows[words.length][reference.length];
    }

    /** Returns the distance of words that are the same as these up to {@code same}. */
    int distance(int[] others, int same) {
      int[] above = rows[same];
      for (int i = same + 1; i <= others.length; i++) {
        int[] row = spare[i % 2];
        beam.row(others[i - 1], i, above, row, null);
        above = row;
      }
      return above[reference.length];
    }

    Path path() {
      int[] aligned = new int[reference.length];
      boolean[] replyWrong = new boolean[words.length];
      boolean[] referenceWrong = new boolean[reference.length];
      int i = words.length;
      int j = reference.length;
      while (i > 0 || j > 0) {
        byte deed = deeds[i][j];
        if (deed == OUTSIDE) {
          break;
        }
        boolean takesReply = deed != INSERT;
        boolean takesReference = deed != DELETE;
        if (takesReply) {
          i--;
          replyWrong[i] = deed != KEEP;
        }
        if (takesReference) {
          j--;
          // A word that only the reference has lies behind the last word before it.
          aligned[j] = takesReply ? i : i - 1;
          referenceWrong[j] = deed != KEEP;
        }
      }
      return new Path(aligned, replyWrong, referenceWrong);
    }
  }
}
