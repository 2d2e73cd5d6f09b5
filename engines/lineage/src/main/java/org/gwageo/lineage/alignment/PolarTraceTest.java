package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * T3: does the best orthogonal map between the embeddings of shared tokens look like a signed
 * permutation of the channels?
 *
 * <p>Rows of the same tokens are centred and multiplied to G = E_Sᵀ E_R. If the models are
 * independent, the singular vectors of G have no preferred direction and the trace of its polar
 * factor Q is of the size of 1, whatever the tokens mean and however the singular values fall;
 * between a model and its descendant Q is close to the identity, and to a signed permutation if the
 * channels were put into another order. Two statistics, each with a bound of {@link TraceBound}:
 *
 * <ul>
 *   <li>t₀ = Tr Q for models of one width, in the order in which the channels stand;
 *   <li>t₁ = max Σ ± Q_{iπ(i)} over all signed injections of channels, found exactly.
 * </ul>
 *
 * <p>The p-value is twice the smaller bound. An output vocabulary of its own is tested as component
 * {@code lm-head} with the gain in front of it folded in; a tower without vocabulary through the
 * taps of its stem, which stand for tokens. Learned positions are no tokens: their order is the
 * same in every model, and neighbours resemble each other, so they are left out.
 *
 * <p>Invariances: order and sign of the residual channels, uniform scale, other widths, everything
 * beyond the embedding. Not invariant to a rotation of the residual stream: t₁ is then at chance,
 * and {@link #rotation} still holds the map. The null assumes that training prefers no direction of
 * the residual stream; adaptive optimisers do so only up to signed permutations, so the final
 * p-value comes from calibration on models known to be independent.
 */
public final class PolarTraceTest {

  /** Tokens per channel from which on the singular vectors are well determined. */
  static final int TOKENS_PER_CHANNEL = 4;

  private static final int MOST_PLANTED_CHANNELS = 1_024;

  /** Multiplications that are worth reading the rows once more, a second or two of a processor. */
  private static final double WORK_OF_A_RANGE = 1e11;

  private static final int MOST_RANGES = 4;

  /** So many shares of planted channels are tried at the same time, one piece each. */
  private static final int PLANTED_TOGETHER = 4;

  /**
   * Rows of both towers that mean the same.
   *
   * @param role the matrix that holds the rows
   * @param axis the axis of its channels, 1 for (rows, channels), 0 for (channels, rows)
   * @param subjectRows row numbers in the subject
   * @param referenceRows the numbers of the same rows in the reference
   * @param basis what makes them the same, for the report
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // never compared; boxed lists would be many times larger
  private record Compared(
      Role role, int axis, int[] subjectRows, int[] referenceRows, String basis) {

    ResidualRows in(Tower tower) {
      float[] gain =
          role == Role.LM_HEAD ? tower.gainBeforeHead().orElse(new float[0]) : new float[0];
      return new ResidualRows(tower.part(role).orElseThrow(), axis, gain);
    }

    SharedRows shared() {
      var pairs = new ArrayList<SharedRows.Pair>(subjectRows.length);
      for (int i = 0; i < subjectRows.length; i++) {
        pairs.add(new SharedRows.Pair(subjectRows[i], referenceRows[i]));
      }
      return new SharedRows(List.copyOf(pairs), basis);
    }

    List<Part.Extent> reads(List<Tower> towers) {
      return towers.stream().map(tower -> tower.part(role).orElseThrow().whole()).toList();
    }
  }

  /** The moments of some of the subject's channels with all of the reference's. */
  private record Range(Compared compared, int first, int end) implements Piece<CrossMoment> {

    @Override
    public CrossMoment on(Site site) throws CheckpointException {
      return CrossMoment.of(
          compared.in(site.subject()),
          compared.in(site.reference()),
          compared.shared(),
          first,
          end,
          site.product());
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return compared.reads(towers);
    }
  }

  /**
   * The map that the rows of one component tell.
   *
   * @param known the moments, if they were worth pieces of their own; computing overwrites them
   * @param asked whether the map itself is asked for later
   */
  private record Mapping(Compared compared, Optional<CrossMoment> known, boolean asked, long seed)
      implements Piece<Found> {

    @Override
    public Found on(Site site) throws CheckpointException {
      ResidualRows subject = compared.in(site.subject());
      ResidualRows reference = compared.in(site.reference());
      SharedRows rows = compared.shared();
      MatrixProduct product = site.product();
      CrossMoment moment =
          known.isPresent() ? known.get() : CrossMoment.of(subject, reference, rows, product);
      boolean plantable = plantable(moment.moment());
      FloatMatrix polar =
          plantable
              ? PolarContraction.of(moment.moment(), product)
              : PolarContraction.inPlace(moment.moment(), product);
      SignedMatching matching = SignedMatching.of(polar, new SplittableRandom(seed));
      return new Found(
          plantable ? Optional.of(moment.moment()) : Optional.empty(),
          asked ? Optional.of(polar) : Optional.empty(),
          polar.rows(),
          polar.columns(),
          polar.rows() == polar.columns() ? trace(polar) : 0,
          matching,
          RowCosines.of(subject, reference, rows, moment, matching.alignment()));
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return compared.reads(towers);
    }

    @Override
    public boolean wide() {
      return true;
    }
  }

  /**
   * What a piece gives.
   *
   * @param moment only where copies can be planted into it
   * @param map only where it is asked for
   * @param own the subject's channels
   * @param other the reference's
   * @param inOrder the trace of a square map, or 0
   */
  private record Found(
      Optional<FloatMatrix> moment,
      Optional<FloatMatrix> map,
      int own,
      int other,
      double inOrder,
      SignedMatching matching,
      RowCosines cosines) {}

  /** One component: what was compared, and the map that was found. */
  private record Trace(Compared compared, Found found) {

    SignedMatching matching() {
      return found.matching();
    }

    double lnInjections() {
      return TraceBound.lnInjections(found.own(), found.other());
    }
  }

  private static boolean plantable(FloatMatrix moment) {
    return Math.max(moment.rows(), moment.columns()) <= MOST_PLANTED_CHANNELS;
  }

  private final Map<String, Trace> traces = new LinkedHashMap<>();
  private final List<Untestable> untestable = new ArrayList<>();
  private final TowerPair towers;
  private final long seed;

  private PolarTraceTest(TowerPair towers, long seed) {
    this.towers = towers;
    this.seed = seed;
  }

  /**
   * Compares the vocabularies, or the stems, of two towers.
   *
   * @param subjectIds the subject's row numbers by token; empty if it has no tokenizer
   * @param referenceIds the same of the reference
   * @param seed decides nothing but how ties between dead channels are broken
   * @throws CheckpointException if a value is not a finite number
   */
  public static PolarTraceTest of(
      Tower subject,
      Map<String, Integer> subjectIds,
      Tower reference,
      Map<String, Integer> referenceIds,
      long seed)
      throws CheckpointException {
    return of(TowerPair.here(subject, reference), subjectIds, referenceIds, seed);
  }

  /**
   * Compares the vocabularies, or the stems, of two towers, in pieces per component.
   *
   * @param subjectIds the subject's row numbers by token; empty if it has no tokenizer
   * @param referenceIds the same of the reference
   * @param seed decides nothing but how ties between dead channels are broken
   * @throws CheckpointException if a value is not a finite number
   */
  public static PolarTraceTest of(
      TowerPair towers,
      Map<String, Integer> subjectIds,
      Map<String, Integer> referenceIds,
      long seed)
      throws CheckpointException {
    Tower subject = towers.subject();
    Tower reference = towers.reference();
    var test = new PolarTraceTest(towers, seed);
    var wanted = new LinkedHashMap<String, Compared>();
    Optional<Part> own = subject.part(Role.EMBEDDING);
    Optional<Part> other = reference.part(Role.EMBEDDING);
    if (own.isPresent() && other.isPresent()) {
      test.ofTokens(own.get(), subjectIds, other.get(), referenceIds, wanted);
    } else {
      test.ofStems(subject, reference, wanted);
    }
    Optional<Part> ownHead = subject.part(Role.LM_HEAD);
    Optional<Part> otherHead = reference.part(Role.LM_HEAD);
    if (ownHead.isPresent() && otherHead.isPresent()) {
      test.ofTokens(ownHead.get(), subjectIds, otherHead.get(), referenceIds, wanted);
    }
    boolean mapped = false;
    for (Map.Entry<String, Compared> entry : wanted.entrySet()) {
      // One after the other: at 7,168 channels a map and what it is made of have 600 MB.
      boolean asked = !mapped && !isHead(entry.getKey());
      mapped |= asked;
      Compared rows = entry.getValue();
      Found found = towers.compute(new Mapping(rows, moment(towers, rows), asked, seed));
      test.traces.put(entry.getKey(), new Trace(rows, found));
    }
    return test;
  }

  /** Returns the moment of a component if it takes so much work that pieces share it. */
  private static Optional<CrossMoment> moment(TowerPair towers, Compared rows)
      throws CheckpointException {
    int own = rows.in(towers.subject()).channels();
    int count = ranges(rows.subjectRows().length, own, rows.in(towers.reference()).channels());
    if (count == 1) {
      return Optional.empty();
    }
    var pieces = new ArrayList<Range>();
    for (int i = 0; i < count; i++) {
      pieces.add(
          new Range(rows, (int) ((long) own * i / count), (int) ((long) own * (i + 1) / count)));
    }
    return Optional.of(CrossMoment.joined(towers.compute(pieces)));
  }

  /** Returns how many pieces a moment is worth; each reads all rows of both models. */
  static int ranges(int rows, int own, int other) {
    return (int) Math.clamp((double) rows * own * other / WORK_OF_A_RANGE, 1, MOST_RANGES);
  }

  private void ofTokens(
      Part subject,
      Map<String, Integer> subjectIds,
      Part reference,
      Map<String, Integer> referenceIds,
      Map<String, Compared> wanted) {
    compare(
        subject,
        reference,
        1,
        SharedRows.ofTokens(subject, subjectIds, reference, referenceIds),
        wanted);
  }

  private void ofStems(Tower subject, Tower reference, Map<String, Compared> wanted) {
    Optional<Part> own = subject.part(Role.STEM);
    Optional<Part> other = reference.part(Role.STEM);
    if (own.isEmpty() || other.isEmpty()) {
      String component = new Place(subject.name(), Role.EMBEDDING, -1, -1, "").component();
      refuse(component, "one of the models has neither an embedding nor a stem of a known name");
      return;
    }
    var subjectRows = new ResidualRows(own.get(), 0, new float[0]);
    var referenceRows = new ResidualRows(other.get(), 0, new float[0]);
    if (subjectRows.count() != referenceRows.count()) {
      refuse(
          own.get().place().component(),
          "the stems have %d and %d taps; a tap means the same only in stems of one shape"
              .formatted(subjectRows.count(), referenceRows.count()));
      return;
    }
    compare(
        own.get(),
        other.get(),
        0,
        SharedRows.inOrder(subjectRows.count(), "taps of the stem"),
        wanted);
  }

  private void refuse(String component, String reason) {
    untestable.add(new Untestable(component, Family.T3, reason));
  }

  private void compare(
      Part subject, Part reference, int axis, SharedRows rows, Map<String, Compared> wanted) {
    String component = subject.place().component();
    int own = Math.toIntExact(subject.shape().get(axis));
    int other = Math.toIntExact(reference.shape().get(axis));
    int least = leastRows(own, other);
    if (rows.size() < least) {
      refuse(
          component,
          "the models share %d rows (%s); widths of %d and %d need at least %d"
              .formatted(rows.size(), rows.basis(), own, other, least));
      return;
    }
    wanted.put(
        component,
        new Compared(
            subject.place().role(),
            axis,
            rows.subject(0, rows.size()),
            rows.reference(0, rows.size()),
            rows.basis()));
  }

  /**
   * Returns how few shared rows could still show a copy: the rank of Q, one less than the rows, has
   * to be twice the trace at which the bound starts to say anything.
   */
  static int leastRows(int own, int other) {
    return 2 + (int) Math.ceil(2 * Math.sqrt(2 * TraceBound.lnInjections(own, other)));
  }

  /** Returns one outcome per component that could be tested. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    traces.forEach((component, trace) -> outcomes.add(outcome(component, trace)));
    return outcomes;
  }

  private static Outcome outcome(String component, Trace trace) {
    int own = trace.found().own();
    int other = trace.found().other();
    int fewer = Math.min(own, other);
    double t1 = trace.matching().sum();
    var details = new LinkedHashMap<String, Object>();
    details.put("rows", trace.compared().subjectRows().length);
    details.put("rowsWanted", TOKENS_PER_CHANNEL * Math.max(own, other));
    details.put("sharedBy", trace.compared().basis());
    details.put("channels", List.of(own, other));
    if (own == other) {
      details.put("traceInOrder", trace.found().inOrder() / own);
    }
    details.put("traceMatched", t1 / fewer);
    details.put("channelsInPlace", trace.matching().alignment().inPlace());
    details.put("channelsFlipped", trace.matching().alignment().flipped());
    details.put("rowCosine", trace.found().cosines().mean());
    details.put("rowCosineOfRarestTenth", trace.found().cosines().rarest());
    double z = z(own == other, trace.found().inOrder(), t1, trace.lnInjections());
    return new Outcome(component, Family.T3, t1 / fewer, z, log10p(z), false, details);
  }

  private static double z(boolean square, double inOrder, double matched, double lnInjections) {
    double z = TraceBound.z(matched, lnInjections);
    return square ? Math.max(z, TraceBound.z(inOrder, 0)) : z;
  }

  /** Two statistics were tried. */
  private static double log10p(double z) {
    return Math.min(0, TraceBound.log10p(z) + StrictMath.log10(2));
  }

  private static double trace(FloatMatrix matrix) {
    double trace = 0;
    for (int i = 0; i < Math.min(matrix.rows(), matrix.columns()); i++) {
      trace += matrix.at(i, i);
    }
    return trace;
  }

  /** Returns the components that could not be tested, with the reason. */
  public List<Untestable> untestable() {
    return List.copyOf(untestable);
  }

  /**
   * Returns the signed permutation of channels found through the embedding or the stem, if those
   * are the residual channels of both towers: a factorised embedding or a stem that is no first
   * layer has channels of its own. It is the best one even if the models are unrelated, and then
   * means nothing.
   */
  public Optional<ChannelAlignment> alignment() {
    return first().map(trace -> trace.matching().alignment());
  }

  /**
   * Returns the orthogonal map found through the embedding or the stem, (subject's channels,
   * reference's channels), if those are the residual ones; rows of the subject times it stand in
   * the reference's basis.
   */
  public Optional<FloatMatrix> rotation() {
    return first().flatMap(trace -> trace.found().map());
  }

  private static boolean isHead(String component) {
    return component.endsWith(Role.LM_HEAD.component());
  }

  private Optional<Trace> first() {
    return traces.entrySet().stream()
        .filter(entry -> !isHead(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(this::isResidual)
        .findFirst();
  }

  private boolean isResidual(Trace trace) {
    ChannelAlignment alignment = trace.matching().alignment();
    return alignment.subjectChannels() == towers.subject().width()
        && alignment.referenceChannels() == towers.reference().width();
  }

  /**
   * Returns which share of the residual channels, copied to other places with random signs, would
   * show; empty above {@value #MOST_PLANTED_CHANNELS} channels, where trying costs too much, and
   * for a component that was not tested.
   */
  public Optional<Sensitivity> sensitivity(String component, Strength strength)
      throws CheckpointException {
    Trace trace = traces.get(component);
    if (trace == null || trace.found().moment().isEmpty()) {
      return Optional.empty();
    }
    FloatMatrix own = towers.compute(new OwnMoment(trace.compared()));
    return Optional.of(
        Sensitivity.measureTogether(
            component,
            Family.T3,
            "residual channels",
            strength,
            PLANTED_TOGETHER,
            fractions ->
                towers.compute(
                    fractions.stream()
                        .map(
                            fraction ->
                                new Planted(
                                    fraction,
                                    trace.found().moment().get(),
                                    own,
                                    trace.lnInjections(),
                                    seed))
                        .toList())));
  }

  /** The moments of the reference's channels with one another. */
  private record OwnMoment(Compared compared) implements Piece<FloatMatrix> {

    @Override
    public FloatMatrix on(Site site) throws CheckpointException {
      ResidualRows reference = compared.in(site.reference());
      var diagonal = new ArrayList<SharedRows.Pair>();
      for (int row : compared.referenceRows()) {
        diagonal.add(new SharedRows.Pair(row, row));
      }
      return CrossMoment.of(
              reference,
              reference,
              new SharedRows(List.copyOf(diagonal), compared.basis()),
              site.product())
          .moment();
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return compared.reads(towers.subList(1, 2));
    }

    @Override
    public boolean wide() {
      return true;
    }
  }

  /** What the map would tell, {z, log10 p}, with channels of the reference in the moment. */
  private record Planted(
      double fraction, FloatMatrix moment, FloatMatrix own, double lnInjections, long seed)
      implements Piece<double[]> {

    @Override
    public double[] on(Site site) {
      FloatMatrix planted = new ChannelPlanting(moment, own, seed).at(fraction);
      FloatMatrix polar = PolarContraction.inPlace(planted, site.product());
      double sum = SignedMatching.of(polar, new SplittableRandom(seed)).sum();
      boolean square = polar.rows() == polar.columns();
      double z = z(square, square ? trace(polar) : 0, sum, lnInjections);
      return new double[] {z, log10p(z)};
    }
  }
}
