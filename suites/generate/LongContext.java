import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes the diaries of the tasks long-context-ko and long-context-en: days of small work put
 * together from the sentences below, with a few facts hidden in them.
 *
 * <p>{@code java suites/generate/LongContext.java} from the root of the repository. Every draw
 * comes from {@link Random} with a seed that is fixed here, so the files come out the same
 * everywhere. Three kinds of questions: a number that is said once, beside numbers of other places;
 * a number that is changed twice later, of which the last counts; and two amounts to be added.
 */
final class LongContext {

  private static final int[] LENGTHS = {6_000, 8_000, 10_000, 12_000};
  private static final double[] DEPTHS = {0.08, 0.35, 0.62, 0.92};
  private static final int ONCE = 8;
  private static final int CHANGED = 4;
  private static final int ADDED = 4;

  /** The sentences of one language; slots are written {0} and {1}. */
  private record Voice(
      String lang,
      List<String> frames,
      List<List<String>> slots,
      String day,
      List<String> months,
      List<String> places,
      List<String> goods,
      String code,
      String change,
      String codeQuestion,
      String lastQuestion,
      String stored,
      String more,
      String sumQuestion) {}

  private static final Voice KOREAN =
      new Voice(
          "ko",
          List.of(
              "아침에 {0} 둘러보고 {1} 정리했다.",
              "{2} 아침에 {1} 밖에 내놓았다.",
              "점심을 먹고 나서 {0} 쓸었다.",
              "{1} 고치느라 오전을 다 보냈다.",
              "{3} 소리에 잠시 일손을 멈추었다.",
              "지난주에 미루어 둔 {1} 마저 손보았다.",
              "{2} 하늘 아래에서 {0} 청소했다.",
              "오후에는 {0} 지나던 손님에게 차를 대접했다.",
              "{3} 소리가 멀리서 들려와 마음이 놓였다.",
              "저녁 무렵 {0} 한 바퀴 돌고 문을 잠갔다.",
              "빗자루가 낡아서 {1} 옮길 때 먼지가 많이 났다.",
              "{1} 햇볕에 말려 다시 제자리에 두었다.",
              "바람이 불어 {0} 지나는 길에 나뭇잎이 쌓였다.",
              "오늘 할 일을 종이에 적고 {1} 먼저 챙겼다.",
              "{2} 저녁에 불을 켜 놓고 {1} 닦았다.",
              "마당의 대추나무에 물을 주고 {0} 살폈다.",
              "{3} 소리를 들으며 {1} 하나씩 세어 보았다.",
              "별일 없는 하루라 {0} 천천히 걸었다."),
          List.of(
              List.of("온실 둘레를", "뒷마당을", "긴 복도를", "우물가를", "작은 다리를", "동쪽 담장을", "돌계단을", "빈 교실을"),
              List.of(
                  "낡은 의자를", "젖은 장화를", "유리병을", "대나무 바구니를", "손수레를", "묵은 신문을", "나무 상자를", "흙 묻은 장갑을"),
              List.of("맑은", "흐린", "서늘한", "바람 부는", "포근한", "안개 낀"),
              List.of("기차", "까치", "개울물", "종", "빗방울", "망치")),
          "%s %d일. ",
          List.of("3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월"),
          List.of("온실", "강당", "창고", "식당", "서고", "종탑"),
          List.of("감자", "양파", "보리", "콩"),
          "이날 %s 열쇠함의 번호를 %d번으로 정했다.",
          "%s 열쇠함의 번호가 밖에 알려져 %d번으로 바꾸었다.",
          "일지에 적힌 %s 열쇠함의 번호는 무엇인가?",
          "일지의 마지막 날에 %s 열쇠함의 번호는 무엇인가?",
          "지하실에 %s %d자루를 들여놓았다.",
          "지하실에 %s %d자루를 더 들여놓았다.",
          "일지에 따르면 지하실에 들여놓은 %s의 자루 수를 모두 더하면 얼마인가?");

  private static final Voice ENGLISH =
      new Voice(
          "en",
          List.of(
              "In the morning I walked along {0} and put {1} in order.",
              "It was {2} when I carried {1} outside.",
              "After lunch I swept {0}.",
              "Mending {1} took the whole forenoon.",
              "The sound of {3} made me stop work for a moment.",
              "I finished with {1}, which had been waiting since last week.",
              "Under {2} skies I cleaned {0}.",
              "A visitor who came past {0} stayed for tea.",
              "Far away I heard {3} and felt at ease.",
              "Towards evening I went around {0} once more and locked the gate.",
              "The broom is worn out, and moving {1} raised a lot of dust.",
              "I dried {1} in the sun and put everything back in its place.",
              "The wind left a heap of leaves beside {0}.",
              "I wrote down what had to be done and began with {1}.",
              "The evening was {2}, and I wiped {1} by lamplight.",
              "I watered the plum tree and looked after {0}.",
              "While {3} could be heard I counted {1} one by one.",
              "It was a quiet day, and I stayed a while near {0}."),
          List.of(
              List.of(
                  "the back yard",
                  "the long corridor",
                  "the well",
                  "the little bridge",
                  "the eastern wall",
                  "the stone steps",
                  "the empty classroom",
                  "the gravel path"),
              List.of(
                  "the old chairs",
                  "the wet boots",
                  "the glass jars",
                  "the bamboo baskets",
                  "the handcart",
                  "the pile of newspapers",
                  "the wooden boxes",
                  "the muddy gloves"),
              List.of("clear", "cloudy", "cool", "windy", "mild", "misty"),
              List.of(
                  "a train", "the magpies", "the brook", "a bell", "the raindrops", "a hammer")),
          "%s %d. ",
          List.of("March", "April", "May", "June", "July", "August", "September", "October"),
          List.of("greenhouse", "hall", "storehouse", "kitchen", "archive", "bell tower"),
          List.of("potatoes", "onions", "barley", "beans"),
          "Today the number of the %s key box was set to %d.",
          "The number of the %s key box had become known, so it was changed to %d.",
          "Which number was set for the %s key box?",
          "Which number does the %s key box have on the last day of the diary?",
          "Today %2$d sacks of %1$s were brought into the cellar.",
          "Another %2$d sacks of %1$s were brought into the cellar.",
          "According to the diary, how many sacks of %s were brought into the cellar altogether?");

  private final Voice voice;
  private final Random random;
  private final Items items;

  private LongContext(Voice voice, long seed) {
    this.voice = voice;
    this.random = new Random(seed);
    this.items = new Items("long-context-" + voice.lang());
  }

  public static void main(String[] arguments) throws IOException {
    for (LongContext task :
        List.of(new LongContext(KOREAN, 20_251), new LongContext(ENGLISH, 20_252))) {
      for (int i = 0; i < ONCE; i++) {
        task.once(i);
      }
      for (int i = 0; i < CHANGED; i++) {
        task.changed(i);
      }
      for (int i = 0; i < ADDED; i++) {
        task.added(i);
      }
      task.items.write(Items.suite(arguments));
    }
  }

  /** A sentence that stands at a depth of the text, 0 its beginning and 1 its end. */
  private record Needle(double depth, String sentence) {}

  private int code(List<Integer> used) {
    int code = 1000 + random.nextInt(9000);
    while (used.contains(code)) {
      code = 1000 + random.nextInt(9000);
    }
    used.add(code);
    return code;
  }

  private void once(int i) {
    double depth = DEPTHS[i % 4];
    int asked = random.nextInt(voice.places().size());
    List<Integer> codes = new ArrayList<>();
    List<Needle> needles = new ArrayList<>();
    int right = code(codes);
    needles.add(new Needle(depth, voice.code().formatted(voice.places().get(asked), right)));
    for (int other = 1; other <= 3; other++) {
      String place = voice.places().get((asked + other) % voice.places().size());
      needles.add(
          new Needle((depth + other * 0.23) % 0.97, voice.code().formatted(place, code(codes))));
    }
    ask(i, "once", needles, voice.codeQuestion().formatted(voice.places().get(asked)), right);
  }

  private void changed(int i) {
    int asked = random.nextInt(voice.places().size());
    String place = voice.places().get(asked);
    String other = voice.places().get((asked + 2) % voice.places().size());
    List<Integer> codes = new ArrayList<>();
    List<Needle> needles = new ArrayList<>();
    needles.add(new Needle(0.05, voice.code().formatted(place, code(codes))));
    needles.add(new Needle(0.12, voice.code().formatted(other, code(codes))));
    needles.add(new Needle(0.2 + 0.08 * i, voice.change().formatted(place, code(codes))));
    int right = code(codes);
    needles.add(new Needle(0.5 + 0.1 * i, voice.change().formatted(place, right)));
    needles.add(new Needle(0.93, voice.change().formatted(other, code(codes))));
    ask(i, "changed", needles, voice.lastQuestion().formatted(place), right);
  }

  private void added(int i) {
    String asked = voice.goods().get(i % voice.goods().size());
    String other = voice.goods().get((i + 1) % voice.goods().size());
    int first = 20 + random.nextInt(60);
    int second = 20 + random.nextInt(60);
    int third = 20 + random.nextInt(60);
    List<Needle> needles = new ArrayList<>();
    needles.add(new Needle(0.1 + 0.1 * i, voice.stored().formatted(asked, first)));
    needles.add(new Needle(0.45, voice.stored().formatted(other, third)));
    needles.add(new Needle(0.9 - 0.1 * i, voice.more().formatted(asked, second)));
    ask(i, "added", needles, voice.sumQuestion().formatted(asked), first + second);
  }

  private void ask(int i, String kind, List<Needle> needles, String question, int right) {
    String text = diary(LENGTHS[i % 4 == 0 ? (i / 4) % 4 : (i + i / 4) % 4], needles);
    items.add(
        "lang",
        voice.lang(),
        "kind",
        kind,
        "text",
        text,
        "question",
        question,
        "answer",
        Integer.toString(right));
  }

  private String diary(int length, List<Needle> needles) {
    List<String> days = new ArrayList<>();
    List<Needle> left = new ArrayList<>(needles);
    left.sort((a, b) -> Double.compare(a.depth(), b.depth()));
    int written = 0;
    int number = 0;
    int frame = random.nextInt(voice.frames().size());
    while (written < length || !left.isEmpty()) {
      String month = voice.months().get(number / 28 % voice.months().size());
      StringBuilder day = new StringBuilder(voice.day().formatted(month, number % 28 + 1));
      int sentences = 4 + random.nextInt(3);
      for (int s = 0; s < sentences; s++) {
        frame = (frame + 1 + random.nextInt(voice.frames().size() - 1)) % voice.frames().size();
        day.append(s == 0 ? "" : " ").append(filled(voice.frames().get(frame)));
        boolean due = !left.isEmpty() && written + day.length() >= left.getFirst().depth() * length;
        if (due && s > 0) {
          day.append(' ').append(left.removeFirst().sentence());
        }
      }
      days.add(day.toString());
      written += day.length() + 1;
      number++;
    }
    return String.join("\n", days);
  }

  private String filled(String frame) {
    String text = frame;
    for (int slot = 0; slot < voice.slots().size(); slot++) {
      List<String> words = voice.slots().get(slot);
      String place = "{" + slot + "}";
      if (text.contains(place)) {
        text = text.replace(place, words.get(random.nextInt(words.size())));
      }
    }
    return text;
  }
}
