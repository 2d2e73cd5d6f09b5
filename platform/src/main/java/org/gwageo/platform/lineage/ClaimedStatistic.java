package org.gwageo.platform.lineage;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a claim's number is a value of. */
public enum ClaimedStatistic {
  /** No number is claimed. */
  NONE("none", null, true),
  /** Cosine of large weight matrices, element by element. */
  WEIGHT_COSINE("weight-cosine", null, true),
  /** Any other quantity. */
  OTHER("other", null, true),
  /** Cosine of the gains of normalisation layers. */
  GAIN_COSINE("gain-cosine", "gainCosine", false),
  /** Correlation of the gains of normalisation layers. */
  GAIN_PEARSON("gain-pearson", "gainPearson", false),
  /** Share of the tokens that two vocabularies have in common. */
  VOCABULARY_OVERLAP("vocabulary-overlap", "vocabularyOverlap", false),
  /** Correlation of the standard deviations over the layers. */
  SPREAD_CURVE("spread-curve", "spreadCurve", false),
  /** Similarity of the singular values. */
  SINGULAR_VALUES("singular-values", "singularValues", false),
  /** Alignment of the embeddings of the same tokens. */
  TOKEN_GRAM("token-gram", "tokenGramAlignment", false);

  private final String id;
  private final @Nullable String member;
  private final boolean evidence;

  ClaimedStatistic(String id, @Nullable String member, boolean evidence) {
    this.id = id;
    this.member = member;
    this.evidence = evidence;
  }

  /** Returns the name in addresses and forms. */
  public String id() {
    return id;
  }

  /** Returns the member of a report's {@code notEvidence} that has this statistic, if one does. */
  public Optional<String> member() {
    return Optional.ofNullable(member);
  }

  /** Returns whether a value can be evidence; the others are high for models that share nothing. */
  public boolean canBeEvidence() {
    return evidence;
  }

  /** Returns the statistic of that name. */
  public static Optional<ClaimedStatistic> of(String id) {
    return Arrays.stream(values()).filter(statistic -> statistic.id.equals(id)).findFirst();
  }
}
