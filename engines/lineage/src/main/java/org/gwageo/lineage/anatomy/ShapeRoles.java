package org.gwageo.lineage.anatomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * Places the tensors of a language model whose names no known family uses, by their shapes and by
 * what repeats from layer to layer.
 *
 * <p>The width d is the length that most tensors share. The layer number is the number in the name
 * behind the text that most names begin with. Inside a layer two matrices (h, d) and one (d, h) are
 * an MLP with a gate, one of each is a plain MLP, matrices (k, d) without a counterpart are read by
 * attention. What shapes leave open is settled by single letters and words of the names; where
 * those say nothing either, the tensor gets a role that holds either way ({@link Role#GATE_OR_UP},
 * {@link Role#ATTENTION_IN}) or stays unknown. Nothing is guessed.
 */
final class ShapeRoles {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
  private static final Pattern LETTER =
      Pattern.compile("(?:.*[^a-z])?w?([qkvo])(?:uery|ey|alue|ut|utput)?(?:_?proj)?");
  private static final int LONGEST = 512;

  private record Named(String rest, StoredTensor tensor) {}

  private final int width;
  private final Map<String, Claim> claims = new LinkedHashMap<>();
  private final Set<String> inFirst = new HashSet<>();
  private final Set<Place> taken = new HashSet<>();

  private ShapeRoles(int width) {
    this.width = width;
  }

  /**
   * Reads a checkpoint in whose layers no name is known; of any other, nothing is said.
   *
   * @param claims what the names say
   */
  static ShapeRoles of(Collection<StoredTensor> tensors, Map<String, Claim> claims) {
    boolean known =
        claims.values().stream()
            .anyMatch(claim -> !claim.isUnknown() && claim.place().layer() != Place.NONE);
    var candidates = new ArrayList<StoredTensor>();
    for (StoredTensor tensor : tensors) {
      Claim claim = claims.get(tensor.name());
      boolean open = claim == null || (claim.isUnknown() && claim.place().tower().equals("text"));
      boolean shaped = !tensor.shape().isEmpty() && tensor.shape().size() <= 2;
      if (open && shaped && tensor.type().floating() && tensor.name().length() <= LONGEST) {
        candidates.add(tensor);
      }
    }
    var roles = new ShapeRoles(known ? 0 : width(candidates));
    if (roles.width > 1) {
      roles.read(candidates);
    }
    return roles;
  }

  /** Returns what shapes say of each tensor, by its name. */
  Map<String, Claim> claims() {
    return claims;
  }

  /** Returns the names of the matrices that turn out to be stored (in, out). */
  Set<String> inFirst() {
    return inFirst;
  }

  private static int width(List<StoredTensor> tensors) {
    var counts = new TreeMap<Long, Integer>();
    for (StoredTensor tensor : tensors) {
      new HashSet<>(tensor.shape()).forEach(axis -> counts.merge(axis, 1, Integer::sum));
    }
    long best = 0;
    int most = 0;
    for (var entry : counts.entrySet()) {
      if (entry.getValue() > most && entry.getKey() > 1 && entry.getKey() < 1 << 24) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return most < 4 ? 0 : (int) best;
  }

  private void read(List<StoredTensor> tensors) {
    String prefix = layerPrefix(tensors);
    var layers = new TreeMap<Integer, List<Named>>();
    var outside = new ArrayList<Named>();
    for (StoredTensor tensor : tensors) {
      String name = tensor.name();
      Matcher number = NUMBER.matcher(name);
      boolean inLayer =
          !prefix.isEmpty()
              && name.startsWith(prefix)
              && number.find(prefix.length())
              && number.start() == prefix.length();
      if (inLayer) {
        layers
            .computeIfAbsent(Integer.parseInt(number.group()), any -> new ArrayList<>())
            .add(new Named(plain(name.substring(number.end())), tensor));
      } else {
        outside.add(new Named(plain(name), tensor));
      }
    }
    layers.forEach(this::layer);
    outside(outside);
  }

  /** Returns the text before the layer number: the one that most names begin with. */
  private static String layerPrefix(List<StoredTensor> tensors) {
    var names = new HashMap<String, Integer>();
    var numbers = new HashMap<String, Set<String>>();
    for (StoredTensor tensor : tensors) {
      Matcher number = NUMBER.matcher(tensor.name());
      if (number.find()) {
        String before = tensor.name().substring(0, number.start());
        names.merge(before, 1, Integer::sum);
        numbers.computeIfAbsent(before, any -> new HashSet<>()).add(number.group());
      }
    }
    return names.entrySet().stream()
        .filter(entry -> numbers.getOrDefault(entry.getKey(), Set.of()).size() > 1)
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static String plain(String name) {
    return name.replaceFirst("\\.weight$", "").toLowerCase(Locale.ROOT);
  }

  private void layer(int layer, List<Named> tensors) {
    var reading = new TreeMap<Long, List<Named>>();
    var writing = new TreeMap<Long, List<Named>>();
    var square = new ArrayList<Named>();
    for (Named named : tensors) {
      List<Long> shape = named.tensor().shape();
      if (shape.size() == 1) {
        vector(layer, named);
      } else if (shape.get(0) == width && shape.get(1) == width) {
        square.add(named);
      } else if (shape.get(1) == width) {
        reading.computeIfAbsent(shape.get(0), any -> new ArrayList<>()).add(named);
      } else if (shape.get(0) == width) {
        writing.computeIfAbsent(shape.get(1), any -> new ArrayList<>()).add(named);
      }
    }
    var lengths = new HashSet<>(reading.keySet());
    lengths.addAll(writing.keySet());
    long pairs = lengths.stream().filter(h -> size(reading, h) > 0 && size(writing, h) > 0).count();
    for (long length : lengths) {
      var one = reading.getOrDefault(length, List.of());
      var two = writing.getOrDefault(length, List.of());
      boolean alone = pairs == 1 || one.size() + two.size() == 3;
      if (one.size() == 2 && two.size() == 1) {
        gated(layer, one, two.getFirst(), false);
      } else if (one.size() == 1 && two.size() == 2) {
        gated(layer, two, one.getFirst(), true);
      } else if (one.size() == 1 && two.size() == 1 && alone) {
        claim(Role.UP, layer, "", one.getFirst());
        claim(Role.DOWN, layer, "", two.getFirst());
      } else if (two.isEmpty()) {
        projections(layer, one);
      } else {
        one.forEach(named -> open(named, "several projections of its shape stand in one layer"));
        two.forEach(named -> open(named, "several projections of its shape stand in one layer"));
      }
    }
    projections(layer, square);
  }

  private static int size(Map<Long, List<Named>> map, long key) {
    return map.getOrDefault(key, List.of()).size();
  }

  private void gated(int layer, List<Named> reads, Named down, boolean transposed) {
    Named first = reads.get(0);
    Named second = reads.get(1);
    Optional<Named> gate = gate(reads, down);
    if (gate.isPresent()) {
      claim(Role.GATE, layer, "", gate.get());
      claim(Role.UP, layer, "", gate.get().equals(first) ? second : first);
    } else {
      boolean inOrder = first.rest().compareTo(second.rest()) <= 0;
      claim(Role.GATE_OR_UP, layer, "first", inOrder ? first : second);
      claim(Role.GATE_OR_UP, layer, "second", inOrder ? second : first);
    }
    claim(Role.DOWN, layer, "", down);
    if (transposed) {
      reads.forEach(named -> inFirst.add(named.tensor().name()));
      inFirst.add(down.tensor().name());
    }
  }

  /** Words that name a gate, or the numbering w1, w2, w3 in which the second is the way down. */
  private static Optional<Named> gate(List<Named> reads, Named down) {
    var words = reads.stream().filter(named -> named.rest().contains("gate")).toList();
    if (words.size() == 1) {
      return Optional.of(words.getFirst());
    }
    var ups = reads.stream().filter(named -> named.rest().matches(".*[^a-z]up.*")).toList();
    if (ups.size() == 1) {
      return Optional.of(reads.get(ups.getFirst().equals(reads.get(0)) ? 1 : 0));
    }
    var ones = reads.stream().filter(named -> named.rest().matches(".*[^a-z]w1")).toList();
    var threes = reads.stream().filter(named -> named.rest().matches(".*[^a-z]w3")).toList();
    boolean numbered = down.rest().matches(".*[^a-z]w2") && threes.size() == 1;
    return numbered && ones.size() == 1 ? Optional.of(ones.getFirst()) : Optional.empty();
  }

  /** Projections of attention, told apart by the letters of their names alone. */
  private void projections(int layer, List<Named> matrices) {
    var letters = new TreeMap<Character, Named>();
    boolean distinct = true;
    for (Named named : matrices) {
      Matcher letter = LETTER.matcher(named.rest());
      if (letter.matches()) {
        distinct &= letters.put(letter.group(1).charAt(0), named) == null;
      }
    }
    if (distinct && letters.size() == matrices.size()) {
      letters.forEach((letter, named) -> claim(role(letter), layer, "", named));
      return;
    }
    boolean reads = matrices.stream().allMatch(named -> named.tensor().shape().get(0) != width);
    for (Named named : matrices) {
      if (reads) {
        claim(Role.ATTENTION_IN, layer, named.rest(), named);
      } else {
        open(named, "square projections stand beside it, and no name tells them apart");
      }
    }
  }

  private static Role role(char letter) {
    return switch (letter) {
      case 'q' -> Role.QUERY;
      case 'k' -> Role.KEY;
      case 'v' -> Role.VALUE;
      default -> Role.OUTPUT;
    };
  }

  private void vector(int layer, Named named) {
    boolean bias = named.rest().matches(".*(?:bias|beta|[._]b)");
    boolean norm = named.rest().matches(".*(?:norm|ln|gain|scale|gamma).*");
    if (named.tensor().shape().getFirst() != width || !norm || bias) {
      open(named, "a vector whose name does not say what it scales or shifts");
    } else if (named.rest().matches(".*(?:att|norm_?1|ln_?1|pre_?1).*")) {
      claim(Role.ATTENTION_NORM, layer, "", named);
    } else if (named.rest().matches(".*(?:mlp|ffn|ff|feed|norm_?2|ln_?2).*")) {
      claim(Role.PRE_FEEDFORWARD_NORM, layer, "", named);
    } else {
      open(named, "a gain whose name does not say what it stands before");
    }
  }

  private void outside(List<Named> tensors) {
    var tables = new ArrayList<Named>();
    var gains = new ArrayList<Named>();
    for (Named named : tensors) {
      List<Long> shape = named.tensor().shape();
      if (shape.size() == 2 && shape.get(1) == width && shape.get(0) > width) {
        tables.add(named);
      } else if (shape.size() == 1 && shape.getFirst() == width) {
        gains.add(named);
      }
    }
    var positions = tables.stream().filter(named -> named.rest().contains("pos")).toList();
    tables.removeAll(positions);
    positions.forEach(named -> claim(Role.POSITION, Place.NONE, "", named));
    var heads =
        tables.stream().filter(named -> named.rest().matches(".*(?:head|out|logit).*")).toList();
    if (tables.size() == 1) {
      claim(Role.EMBEDDING, Place.NONE, "", tables.getFirst());
    } else if (tables.size() == 2 && heads.size() == 1) {
      tables.removeAll(heads);
      claim(Role.LM_HEAD, Place.NONE, "", heads.getFirst());
      claim(Role.EMBEDDING, Place.NONE, "", tables.getFirst());
    } else {
      tables.forEach(
          named -> open(named, "several tables of its width, and no name tells them apart"));
    }
    if (gains.size() == 1 && !gains.getFirst().rest().matches(".*bias")) {
      claim(Role.FINAL_NORM, Place.NONE, "", gains.getFirst());
    }
  }

  private void claim(Role role, int layer, String label, Named named) {
    Claim claim = Claim.known(Place.TEXT, role, layer, Place.NONE, label);
    if (!taken.add(claim.place())) {
      open(named, "another tensor of its layer has the same shape and hints");
    } else {
      claims.put(named.tensor().name(), claim);
    }
  }

  private void open(Named named, String reason) {
    String name = named.tensor().name();
    claims.put(name, Claim.unknown(Place.TEXT, name, reason));
  }
}
