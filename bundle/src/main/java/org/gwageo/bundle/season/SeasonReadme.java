package org.gwageo.bundle.season;

import java.util.stream.Collectors;
import org.gwageo.bundle.season.SeasonRecord.Reason;
import org.gwageo.bundle.season.SeasonRecord.TaskItems;

/** The page inside a season's bundle that says what it is and how to check it. */
final class SeasonReadme {

  private SeasonReadme() {}

  static String text(SeasonRecord season) {
    String sealed = withheld(season, Reason.SEALED);
    String licensed = withheld(season, Reason.LICENCE);
    return """
        # %1$s / %2$s

        ## 한국어

        이 묶음에는 한 시즌에 물은 것과 받은 응답, 거기서 나온 점수가 들어 있습니다. 누구나 인터넷 연결 없이 다시 계산해 볼 수 있습니다.

            ./gwageo verify <이 폴더 또는 zip 파일>

        봉인했던 문항은 `items.revealed`에 있습니다. 시즌 전에 공개한 확약(`commitment.json`)의 머클 루트와 맞는지 함께 확인합니다.
        확약의 지문은 프로그램이 시즌 전에 발표한 것과 같아야 합니다.

        - 끝까지 봉인하기로 한 문항: %3$s
        - 라이선스 때문에 넣지 않은 문항: %4$s

        ## English

        This bundle holds what was asked in one season, what was answered, and the numbers that follow. Anybody can recompute it offline.

            ./gwageo verify <this folder or zip file>

        Items that were sealed are in `items.revealed`; the command checks them against the Merkle root of the commitment
        (`commitment.json`) that was published before the season. The commitment's digest must be the one that the programme announced then.

        - Items that stay sealed: %3$s
        - Items that are left out because of their licence: %4$s

        | path | content |
        |---|---|
        | `bundle.json`, `bundle.sha256` | every file with its SHA-256, and the digest of that list |
        | `season.json` | entrants, window, suite and tasks with their digests |
        | `tasks/<task>/` | the task, and its items or what was committed to |
        | `benchmarks/<entrant>/<task>/` | every request's outcome (`journal.jsonl`) and the score that follows from it; of items that are left out the score alone |
        | `standings.json` | the weighted means |
        """
        .formatted(season.programme(), season.season(), sealed, licensed);
  }

  private static String withheld(SeasonRecord season, Reason reason) {
    String names =
        season.tasks().stream()
            .filter(
                task ->
                    task.items() instanceof TaskItems.Withheld withheld
                        && withheld.reason() == reason)
            .map(SeasonRecord.Task::id)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "–" : names;
  }
}
