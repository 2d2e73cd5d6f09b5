package org.gwageo.benchmark.judge;

import java.util.List;

/** Judges for tests. */
final class Judges {

  static final byte[] SECRET = new byte[32];
  static final JudgeSpec POINTS = of(Scale.Points.whole(1, 10));
  static final JudgeSpec PAIRS = of(new Scale.Pairwise());
  static final JudgeSpec LABELS =
      of(
          new Scale.Labels(
              List.of(
                  new Scale.Labels.Scored("CORRECT", 1),
                  new Scale.Labels.Scored("PARTLY", 0.5),
                  new Scale.Labels.Scored("틀림", 0))));
  static final JudgePrompt.Subject SUBJECT =
      new JudgePrompt.Subject("q1", "대한민국의 수도는 어디입니까?", "서울");

  private Judges() {}

  static JudgeSpec of(Scale scale) {
    return new JudgeSpec(
        "essay",
        "acme/Hwarang-70B",
        "2026-09-01",
        List.of("Hwarang"),
        "Give more points to replies that are right and clear.",
        scale,
        2,
        0.6,
        20,
        0.1,
        5_000);
  }

  static JudgePrompt.Candidate reply(String text) {
    return new JudgePrompt.Candidate("백두", text);
  }

  static JudgePrompt prompt(String reply) throws JudgeException {
    return JudgePrompt.single(POINTS, SECRET, SUBJECT, reply(reply), 0);
  }
}
