package org.gwageo.lineage.licence;

/** What is asked of a licence. */
public enum Question {
  /** May it be used for profit? */
  COMMERCIAL_USE("commercialUse", "상업적 이용"),
  /** May it be passed on? */
  REDISTRIBUTION("redistribution", "재배포"),
  /** May changed versions be made and passed on? */
  DERIVATIVES("derivatives", "2차 저작·파생 모델"),
  /** May it be used in every field? */
  FIELD_OF_USE("fieldOfUse", "이용 분야"),
  /** Does a number of users or a revenue change the terms? */
  THRESHOLD("threshold", "규모 한도"),
  /** Does something have to carry or show a name? */
  NAMING("naming", "이름 표시"),
  /** May outputs be used freely, also for training? */
  OUTPUT_USE("outputUse", "출력의 이용"),
  /** Is there a policy of acceptable use? */
  ACCEPTABLE_USE("acceptableUse", "이용 정책");

  private final String id;
  private final String korean;

  Question(String id, String korean) {
    this.id = id;
    this.korean = korean;
  }

  /** Returns the question's name in files. */
  public String id() {
    return id;
  }

  /** Returns the question in Korean. */
  public String korean() {
    return korean;
  }
}
