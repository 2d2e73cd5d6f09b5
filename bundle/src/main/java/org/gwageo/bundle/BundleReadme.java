package org.gwageo.bundle;

/** The page inside a bundle that says what it is and how to check it. */
final class BundleReadme {

  private BundleReadme() {}

  static String text(String programme, String stage) {
    return """
        # %1$s / %2$s

        ## 한국어

        이 묶음에는 한 단계의 판정과, 그 판정이 나온 모든 자료가 들어 있습니다. 누구나 인터넷 연결 없이 다시 계산해 볼 수 있습니다.

            ./gwageo verify <이 폴더 또는 zip 파일>
            ./gwageo verify <이 폴더 또는 zip 파일> --models <가중치 폴더>

        첫 번째 명령은 파일의 지문을 확인하고, 모델의 응답 기록을 다시 채점하고, 점수와 판정을 다시 계산해 한 바이트까지 같은지 봅니다.
        두 번째 명령은 가중치로 계보 검증까지 다시 합니다. `bundle.json`의 지문은 프로그램이 발표한 지문과 같아야 합니다.
        판정이 정정된 묶음은 `--superseded <정정 전 묶음>`을 더해, 사건의 관문 말고는 바뀐 것이 없는지 볼 수 있습니다.
        Gwageo 없이도 `sha256sum -c bundle.sha256`으로 목록의 지문을 볼 수 있습니다.

        ## English

        This bundle holds the verdict of one stage and everything that it follows from. Anybody can recompute it offline.

            ./gwageo verify <this folder or zip file>
            ./gwageo verify <this folder or zip file> --models <folder of weights>

        The first command checks the digests of the files, scores the recorded replies of the models again, and recomputes scores
        and verdict to the last byte. The second repeats the lineage tests from the weights as well. The digest of `bundle.json`
        must be the one that the programme announced. `--superseded <bundle>` with the bundle of a corrected verdict shows that
        nothing changed but the gate of the decided cases. Without Gwageo, `sha256sum -c bundle.sha256` checks the list's digest.

        | path | content |
        |---|---|
        | `bundle.json`, `bundle.sha256` | every file with its SHA-256, and the digest of that list |
        | `rules/` | the frozen rulebook, and its canonical JSON (RFC 8785), whose digest is the rulebook's |
        | `tasks/` | the benchmark tasks and their items; items that were sealed are in `items.revealed` beside the `commitment.json` of before |
        | `benchmarks/<team>/<task>/` | every request's outcome (`journal.jsonl`) and the score that follows from it |
        | `benchmarks/<team>/<task>/run-<n>/` | the same of each run, where the rulebook wants a task run several times |
        | `panel/`, `users/` | marks with reasons, conflicts and ticks; ratings (names are pseudonyms) |
        | `office/entries.json` | what only the office can enter |
        | `lineage/`, `models/` | comparison with the reference models; digests of the submitted files |
        | `cases/` | the verification cases: what was asked, replied and decided, each event chained to the one before |
        | `claims/` | public claims about submissions, with the comparison that each led to |
        | `correction.json`, `superseded/` | only in the bundle of a corrected verdict: why and what changed, and the verdict before with its scores |
        | `teams/` | the teams and their declarations |
        | `scores/scores.yaml` | the input of the verdict engine, derived from all of the above |
        | `verdict/verdict.json` | the verdict with the derivation of every point |
        """
        .formatted(programme, stage);
  }
}
